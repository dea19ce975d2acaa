using System.Collections.Immutable;
using System.Text.Json;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

/// <summary>A chain of rules, a label set, and what Prometheus makes of them.</summary>
public sealed class RelabelCase
{
    private static readonly Dictionary<string, RelabelAction> s_actions =
        Enum.GetValues<RelabelAction>().ToDictionary(action => action.ToString(), StringComparer.OrdinalIgnoreCase);

    private readonly JsonElement _json;

    internal RelabelCase(JsonElement json) => _json = json;

    /// <summary>The case's unique name.</summary>
    public string Name => _json.GetProperty("name").GetString()!;

    /// <summary>The accident of Prometheus that the case shows; null where it shows none.</summary>
    public string? Quirk => _json.TryGetProperty("quirk", out JsonElement quirk) ? quirk.GetString() : null;

    /// <summary>The labels before the rules.</summary>
    public LabelSet Labels => ReadLabels(_json.GetProperty("labels"));

    /// <summary>The rule that must be rejected; null when all rules load.</summary>
    public int? ErrorRule => Expected("error_rule") is { } index ? index.GetInt32() : null;

    /// <summary>What <see cref="RuleSet.Apply(LabelSetBuilder)"/> returns.</summary>
    public int Outcome => Expected("dropped_by") is { } index ? index.GetInt32() : RuleSet.Kept;

    /// <summary>The labels after the rules; null when a rule drops them.</summary>
    public LabelSet? Result => Expected("labels") is { } labels ? ReadLabels(labels) : null;

    /// <summary>The rules.</summary>
    /// <exception cref="RelabelRuleException">A rule has an action that does not exist: no <see cref="RelabelRule"/> can say that.</exception>
    public ImmutableArray<RelabelRule> ReadRules() => [.. _json.GetProperty("rules").EnumerateArray().Select(ReadRule)];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private RelabelRule ReadRule(JsonElement json, int index)
    {
        var rule = new RelabelRule
        {
            NameScheme = _json.TryGetProperty("scheme", out _) ? LabelNameScheme.Legacy : LabelNameScheme.Utf8,
        };
        foreach (JsonProperty field in json.EnumerateObject())
        {
            rule = field.Name switch
            {
                "source_labels" => rule with { SourceLabels = [.. field.Value.EnumerateArray().Select(name => name.GetString()!)] },
                "separator" => rule with { Separator = field.Value.GetString()! },
                "regex" => rule with { Pattern = field.Value.GetString()! },
                "modulus" => rule with { Modulus = field.Value.GetUInt64() },
                "target_label" => rule with { TargetLabel = field.Value.GetString()! },
                "replacement" => rule with { Replacement = field.Value.GetString()! },
                "action" => s_actions.TryGetValue(field.Value.GetString()!, out RelabelAction action)
                    ? rule with { Action = action }
                    : throw new RelabelRuleException(index, rule, new(RelabelRulePart.Action, $"no action is named {field.Value}")),
                _ => throw new InvalidDataException($"{Name}: {field.Name}"),
            };
        }

        return rule;
    }

    private JsonElement? Expected(string field) => _json.GetProperty("expect").TryGetProperty(field, out JsonElement value) ? value : null;

    private static LabelSet ReadLabels(JsonElement json)
    {
        var builder = new LabelSetBuilder();
        foreach (JsonProperty label in json.EnumerateObject())
        {
            builder.Set(label.Name, label.Value.GetString()!);
        }

        return builder.ToLabelSet();
    }
}

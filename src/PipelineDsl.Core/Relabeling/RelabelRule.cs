using System.Collections.Immutable;
using System.Text;

namespace PipelineDsl.Relabeling;

/// <summary>One relabel rule with Prometheus' fields and defaults: what the interpreter runs and the generator compiles.</summary>
public sealed record RelabelRule
{
    /// <summary>The separator unless a rule says otherwise.</summary>
    public const string DefaultSeparator = ";";

    /// <summary>The pattern unless a rule says otherwise: everything, as group 1.</summary>
    public const string DefaultPattern = "(.*)";

    /// <summary>The replacement unless a rule says otherwise: group 1.</summary>
    public const string DefaultReplacement = "$1";

    /// <summary>What the rule does. The default value is <see cref="RelabelAction.Replace"/>.</summary>
    public RelabelAction Action { get; init; }

    /// <summary>The labels whose values are joined. The default value is the unset array, which is not the same as an empty one for
    /// <see cref="RelabelAction.LabelDrop"/> and <see cref="RelabelAction.LabelKeep"/>: they reject the latter.</summary>
    public ImmutableArray<string> SourceLabels { get; init; }

    /// <summary>What stands between joined values. The default value is <see cref="DefaultSeparator"/>.</summary>
    public string Separator { get; init; } = DefaultSeparator;

    /// <summary>The RE2 pattern that the whole joined value (or label name) must match. The default value is <see cref="DefaultPattern"/>.</summary>
    public string Pattern { get; init; } = DefaultPattern;

    /// <summary>The modulus of <see cref="RelabelAction.HashMod"/>. The default value is 0, which that action rejects.</summary>
    public ulong Modulus { get; init; }

    /// <summary>The label written; a template for <see cref="RelabelAction.Replace"/>. The default value is empty.</summary>
    public string TargetLabel { get; init; } = "";

    /// <summary>The template of the new value or name. The default value is <see cref="DefaultReplacement"/>.</summary>
    public string Replacement { get; init; } = DefaultReplacement;

    /// <summary>Which label names the rule may write. The default value is <see cref="LabelNameScheme.Utf8"/>.</summary>
    public LabelNameScheme NameScheme { get; init; }

    /// <summary>Where the rule stands in the source. The default value is <see langword="null"/>: not known. Rules in different places may be equal.</summary>
    public RuleLocation? Location { get; init; }

    /// <summary>Whether another rule says the same; source labels count one by one.</summary>
    public bool Equals(RelabelRule? other) =>
        other is not null && Action == other.Action && Separator == other.Separator && Pattern == other.Pattern && Modulus == other.Modulus
        && TargetLabel == other.TargetLabel && Replacement == other.Replacement && NameScheme == other.NameScheme
        && SourceLabels.IsDefault == other.SourceLabels.IsDefault
        && (SourceLabels.IsDefault || SourceLabels.SequenceEqual(other.SourceLabels));

    /// <inheritdoc/>
    public override int GetHashCode() =>
        (Action, Separator, Pattern, TargetLabel, Replacement, SourceLabels.IsDefaultOrEmpty ? "" : SourceLabels[0]).GetHashCode();

    /// <summary>The rule on one line with the place where it stands, if that is known: <c>keep [a] =~ "x.*" (Pipelines.cs:14)</c>.</summary>
    public string Describe() => Location is { } location ? $"{this} ({location})" : ToString();

    /// <summary>The rule on one line, as people talk about it: <c>keep [a, b] =~ "x.*"</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Action.ToString().ToLowerInvariant());
        if (!SourceLabels.IsDefaultOrEmpty)
        {
            text.Append(" [").Append(string.Join(", ", SourceLabels)).Append(']');
        }

        if (Action is not (RelabelAction.KeepEqual or RelabelAction.DropEqual or RelabelAction.HashMod or RelabelAction.Lowercase or RelabelAction.Uppercase)
            && !(Action == RelabelAction.Replace && Pattern == DefaultPattern))
        {
            text.Append(" =~ \"").Append(Pattern).Append('"');
        }

        switch (Action)
        {
            case RelabelAction.Keep or RelabelAction.Drop or RelabelAction.LabelDrop or RelabelAction.LabelKeep:
                break;
            case RelabelAction.KeepEqual or RelabelAction.DropEqual:
                text.Append(" == ").Append(TargetLabel);
                break;
            case RelabelAction.HashMod:
                text.Append(" mod ").Append(Modulus).Append(" -> ").Append(TargetLabel);
                break;
            case RelabelAction.LabelMap:
                text.Append(" -> ").Append(Replacement);
                break;
            case RelabelAction.Replace:
                text.Append(" -> ").Append(TargetLabel).Append(" = \"").Append(Replacement).Append('"');
                break;
            default:
                text.Append(" -> ").Append(TargetLabel);
                break;
        }

        return text.ToString();
    }
}

using PipelineDsl.Relabeling;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Reads relabelings of resources.</summary>
internal static class RelabelingReader
{
    /// <summary>Reads a list of rules and checks each of them.</summary>
    /// <exception cref="RejectedException">A rule cannot be loaded.</exception>
    public static IReadOnlyList<RelabelRule> ReadRelabelings(this Field list, NameValidation names = NameValidation.Utf8) =>
        [.. list.Items().Select(item => Read(item, names))];

    private static RelabelRule Read(Field field, NameValidation names)
    {
        var rule = new RelabelRule
        {
            Action = field["action"].Choice(FieldWords.Actions) ?? RelabelAction.Replace,
            Separator = field["separator"].Text() ?? RelabelRule.DefaultSeparator,
            Pattern = field["regex"].TextOrEmpty() is { Length: > 0 } pattern ? pattern : RelabelRule.DefaultPattern,
            Modulus = (ulong)(field["modulus"].Number() ?? 0),
            TargetLabel = field["targetLabel"].TextOrEmpty(),
            Replacement = field["replacement"].Text() ?? RelabelRule.DefaultReplacement,
            NameScheme = names == NameValidation.Legacy ? LabelNameScheme.Legacy : LabelNameScheme.Utf8,
        };
        if (field["sourceLabels"].Texts() is { Length: > 0 } sources)
        {
            rule = rule with { SourceLabels = [.. sources] };
        }

        if (RelabelRuleValidation.Validate(rule) is { } error)
        {
            throw field[Name(error.Part)].Reject(error.Message);
        }

        return rule;
    }

    private static string Name(RelabelRulePart part) => part switch
    {
        RelabelRulePart.Action => "action",
        RelabelRulePart.SourceLabels => "sourceLabels",
        RelabelRulePart.Separator => "separator",
        RelabelRulePart.Pattern => "regex",
        RelabelRulePart.Modulus => "modulus",
        RelabelRulePart.TargetLabel => "targetLabel",
        _ => "replacement",
    };
}

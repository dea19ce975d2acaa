using PipelineDsl.Relabeling;

namespace PipelineDsl.Analysis;

/// <summary>Finds labels for temporary use that series take along to a destination.</summary>
/// <remarks>Targets lose every label that begins with two underscores after their rules; series do not.</remarks>
internal static class TemporaryLabels
{
    private const string Prefix = "__tmp";

    public static IEnumerable<RuleFinding> Find(AnalyzedRule[] rules, RuleContext context)
    {
        foreach (AnalyzedRule rule in context.IsLastAfterScrape ? rules : [])
        {
            bool removes = rule.Rule.Action == RelabelAction.Replace && rule.Replacement.Parts.Count == 0;
            if (rule.IsWrite && !rule.IsIdle && !removes && rule.Target is { } label && label.StartsWith(Prefix, StringComparison.Ordinal)
                && rules.Skip(rule.Index + 1).All(later => Leaves(later, label)))
            {
                yield return new(RuleFindingKind.TemporaryLabelStays, rule.Index, $"No rule removes '{label}' again: it is sent with the series")
                {
                    Part = RelabelRulePart.TargetLabel,
                    Label = label,
                };
            }
        }
    }

    // A labelmap never sets a label to the empty text.
    private static bool Leaves(AnalyzedRule later, string label) =>
        later.IsIdle || (later.Removes(label) == false && (later.Rule.Action == RelabelAction.LabelMap || !later.MayWrite(label)));
}

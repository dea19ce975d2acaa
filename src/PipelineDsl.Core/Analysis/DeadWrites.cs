using PipelineDsl.Relabeling;

namespace PipelineDsl.Analysis;

/// <summary>Finds values that no rule reads before they are overwritten or removed.</summary>
internal static class DeadWrites
{
    public static IEnumerable<RuleFinding> Find(AnalyzedRule[] rules)
    {
        // Which of two labels a labelmap prefers depends on when they were set, even on values that are gone.
        int lastMap = Array.FindLastIndex(rules, static rule => rule.Rule.Action == RelabelAction.LabelMap);
        foreach (AnalyzedRule rule in rules)
        {
            if (rule.IsWrite && !rule.IsIdle && rule.Target is { } label && rule.Index > lastMap && EndOf(rules, rule.Index, label) is { } end)
            {
                string how = end.IsWrite ? "overwrites" : "removes";
                yield return new(RuleFindingKind.DeadWrite, rule.Index, $"No rule reads '{label}' before '{end.Rule}' {how} it")
                {
                    Part = RelabelRulePart.TargetLabel,
                    Label = label,
                    Because = end.Index,
                };
            }
        }
    }

    /// <summary>The rule that puts an end to a value that was not read; null if it is read or stays, or nobody knows.</summary>
    private static AnalyzedRule? EndOf(AnalyzedRule[] rules, int write, string label)
    {
        foreach (AnalyzedRule rule in rules.Skip(write + 1))
        {
            // That a rule does nothing may be due to this very value, so reading it counts all the same.
            if (rule.MayRead(label))
            {
                return null;
            }

            if ((rule.AlwaysWrites && rule.Target == label) || rule.Removes(label) == true)
            {
                return rule;
            }
        }

        return null;
    }
}

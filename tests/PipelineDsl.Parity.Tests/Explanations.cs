using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

/// <summary>What an explanation says is what happens when the rules run.</summary>
internal static class Explanations
{
    public static RelabelExplanation ShouldAgree(RuleSet rules, LabelSet labels)
    {
        string context = $"{labels} through {string.Join(" | ", rules.Rules)}";
        RelabelExplanation explanation = rules.Explain(labels);
        int outcome = rules.Apply(new LabelSetBuilder(labels));
        explanation.Before.ShouldBe(labels);
        explanation.After.ShouldBe(rules.Apply(labels), context);
        (explanation.DroppedBy?.Number - 1 ?? RuleSet.Kept).ShouldBe(outcome, context);
        explanation.Steps.Select(step => step.Rule).ShouldBe(outcome == RuleSet.Kept ? rules.Rules : rules.Rules.Take(outcome + 1), context);
        explanation.Steps.ShouldAllBe(step => step.IsDropped == (step == explanation.DroppedBy), context);
        explanation.Steps.ShouldAllBe(step => step.IsMatch || step.Changes.Length == 0 || step.Rule.Action == RelabelAction.LabelKeep, context);
        Replay(explanation).ShouldBe(explanation.After, context);
        return explanation;
    }

    // The labels before, with every change made.
    private static LabelSet? Replay(RelabelExplanation explanation)
    {
        var labels = new LabelSetBuilder(explanation.Before);
        foreach (LabelChange change in explanation.Steps.SelectMany(step => step.Changes))
        {
            change.Before.ShouldNotBe(change.After);
            labels.ToLabelSet()[change.Name].ShouldBe(change.Before);
            labels.Set(change.Name, change.After ?? "");
        }

        return explanation.DroppedBy is null ? labels.ToLabelSet() : null;
    }
}

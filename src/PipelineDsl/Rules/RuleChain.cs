using System.Collections.Immutable;

namespace PipelineDsl.Relabeling;

/// <summary>Rule sets that run one after the other: the <c>Relabel</c> stages of a pipeline before or after its scrape.</summary>
public sealed class RuleChain
{
    internal RuleChain(ImmutableArray<RuleSet> stages) => Stages = stages;

    /// <summary>The chain without rules: it keeps everything as it is.</summary>
    public static RuleChain Empty { get; } = new([]);

    /// <summary>The rule sets, in the order they run.</summary>
    public ImmutableArray<RuleSet> Stages { get; }

    /// <summary>Runs all stages on labels.</summary>
    /// <param name="labels">The labels, changed in place.</param>
    /// <param name="droppedBy">The rule that dropped the labels, or <see langword="null"/> when they were kept.</param>
    /// <returns>Whether the labels were kept.</returns>
    public bool Apply(LabelSetBuilder labels, out RelabelRule? droppedBy)
    {
        foreach (RuleSet stage in Stages)
        {
            int rule = stage.Apply(labels);
            if (rule != RuleSet.Kept)
            {
                droppedBy = stage.Rules[rule];
                return false;
            }
        }

        droppedBy = null;
        return true;
    }

    internal RuleChain Add(RuleSet stage) => new(Stages.Add(stage));
}

using System.Collections.Immutable;

namespace PipelineDsl.Relabeling;

/// <summary>Rule sets that run one after the other: the <c>Relabel</c> stages of a pipeline before or after its scrape.</summary>
public sealed class RuleChain
{
    private RuleChain(ImmutableArray<RuleSet> stages, ScrapeOptions? scrape) => (Stages, Scrape) = (stages, scrape);

    /// <summary>The chain without rules: it keeps everything as it is.</summary>
    public static RuleChain Empty { get; } = new([], null);

    /// <summary>The rule sets, in the order they run.</summary>
    public ImmutableArray<RuleSet> Stages { get; }

    /// <summary>The scrape before which these rules run; null for rules on series and for a pipeline that is not finished.</summary>
    internal ScrapeOptions? Scrape { get; }

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

    /// <summary>Runs all stages on an immutable set and tells what each rule did, stage by stage.</summary>
    /// <param name="labels">The labels before the rules.</param>
    /// <remarks>What a pipeline adds to discovered labels before its rules run is not added here: see <see cref="Pipeline.ExplainTarget"/>.</remarks>
    public RelabelExplanation Explain(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Explain(new LabelSetBuilder(labels));
    }

    internal RelabelExplanation Explain(LabelSetBuilder labels)
    {
        var explainer = new RelabelExplainer(labels);
        foreach (RuleSet stage in Stages)
        {
            stage.Explain(explainer);
        }

        return explainer.Finish();
    }

    /// <summary>The chain with further rules behind its own.</summary>
    /// <param name="stage">The rules.</param>
    public RuleChain Add(RuleSet stage) => new(Stages.Add(stage), Scrape);

    internal RuleChain Before(ScrapeOptions scrape) => new(Stages, scrape);
}

using System.Collections.Immutable;
using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;

namespace PipelineDsl;

/// <summary>A finished pipeline: what is discovered, how it is scraped, where the samples go. Immutable; it runs nothing by itself.</summary>
public sealed class Pipeline
{
    internal Pipeline(
        DiscoverySource source, RuleChain targets, ScrapeOptions scrape, RuleChain metrics, ImmutableArray<Destination> destinations)
    {
        Source = source;
        Targets = targets.Before(scrape);
        Scrape = scrape;
        Metrics = metrics;
        Destinations = destinations;
    }

    /// <summary>What is discovered.</summary>
    public DiscoverySource Source { get; }

    /// <summary>The rules that run on discovered targets.</summary>
    public RuleChain Targets { get; }

    /// <summary>How targets are scraped.</summary>
    public ScrapeOptions Scrape { get; }

    /// <summary>The rules that run on scraped series.</summary>
    public RuleChain Metrics { get; }

    /// <summary>Where the samples go.</summary>
    public ImmutableArray<Destination> Destinations { get; }

    /// <summary>Tells what the rules make of a discovered target: which of them matched, what each changed, which one dropped it.</summary>
    /// <param name="discovered">The labels as discovery gives them; what the scrape adds before the rules run is added.</param>
    /// <param name="name">The pipeline's name: the label <c>job</c> of targets that have none, unless the options name another.</param>
    public RelabelExplanation ExplainTarget(LabelSet discovered, string name)
    {
        ArgumentNullException.ThrowIfNull(discovered);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var labels = new LabelSetBuilder(discovered);
        new TargetDefaults(Scrape, name).AddTo(labels);
        return Targets.Explain(labels);
    }

    /// <summary>The pipeline's one job, where its source gives targets and not jobs.</summary>
    /// <param name="name">The pipeline's name.</param>
    public ScrapeJob ToJob(string name) => new(name, [Source], Targets, Scrape, Metrics);

    /// <summary>The pipeline in words: each stage, each rule, and whether the rule runs compiled.</summary>
    public PipelineDescription Describe() => new(this);
}

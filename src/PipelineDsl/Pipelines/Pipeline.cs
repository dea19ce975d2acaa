using System.Collections.Immutable;
using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;

namespace PipelineDsl;

/// <summary>A finished pipeline: what is discovered, how it is scraped, where the samples go. Immutable; it runs nothing by itself.</summary>
public sealed class Pipeline
{
    internal Pipeline(
        DiscoverySource source, RuleChain targets, ScrapeOptions scrape, RuleChain metrics, ImmutableArray<Destination> destinations)
    {
        Source = source;
        Targets = targets;
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

    /// <summary>The pipeline in words: each stage, each rule, and whether the rule runs compiled.</summary>
    public PipelineDescription Describe() => new(this);
}

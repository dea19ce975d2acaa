using PipelineDsl.Relabeling;

namespace PipelineDsl.Discovery;

/// <summary>What a pipeline discovers, as data: pipelines with equal sources share what finds them.</summary>
public abstract record DiscoverySource
{
    private protected DiscoverySource()
    {
    }

    /// <summary>How targets are scraped unless the pipeline says otherwise.</summary>
    internal virtual ScrapeOptions ScrapeDefaults => ScrapeOptions.Default;

    /// <summary>The rules on series that come before the pipeline's own.</summary>
    internal virtual RuleChain MetricRules => RuleChain.Empty;

    /// <summary>The source that knows how the pipeline scrapes its targets.</summary>
    internal virtual DiscoverySource ScrapedWith(ScrapeOptions scrape) => this;
}

using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Runtime;

/// <summary>What one scrape pool does: a pipeline has one, or those of the resources it discovers.</summary>
/// <param name="Name">The label <c>job</c> of targets that have none, unless the options name another.</param>
/// <param name="Sources">Where targets come from.</param>
/// <param name="Targets">The rules that run on discovered targets.</param>
/// <param name="Scrape">How targets are scraped.</param>
/// <param name="Metrics">The rules that run on scraped series, <c>up</c> and the other reports among them.</param>
public sealed record ScrapeJob(string Name, ValueList<DiscoverySource> Sources, RuleChain Targets, ScrapeOptions Scrape, RuleChain Metrics)
{
    /// <summary>The rules that run before <see cref="Metrics"/> on what targets expose, but not on reports: Prometheus' <c>metric_relabel_configs</c>.
    /// The default value is <see cref="RuleChain.Empty"/>.</summary>
    public RuleChain Exposed { get; init; } = RuleChain.Empty;
}

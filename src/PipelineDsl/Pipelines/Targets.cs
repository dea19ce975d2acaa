using System.ComponentModel;
using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;

namespace PipelineDsl;

/// <summary>The stage of a pipeline that holds discovered targets. Immutable: each call gives a new stage.</summary>
/// <typeparam name="TRole">The targets' role, such as <see cref="Pod"/>.</typeparam>
public class Targets<TRole>
{
    internal Targets(DiscoverySource source)
        : this(source, RuleChain.Empty)
    {
    }

    private Targets(DiscoverySource source, RuleChain rules) => (Source, Rules) = (source, rules);

    internal DiscoverySource Source { get; }

    internal RuleChain Rules { get; }

    /// <summary>Filters and changes targets with relabel rules. Several calls run one after the other.</summary>
    /// <param name="configure">Adds the rules. A lambda whose rules are constant is compiled by the source generator.</param>
    /// <exception cref="RelabelRuleException">Prometheus would not load one of the rules.</exception>
    public Targets<TRole> Relabel(Action<TargetRules<TRole>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var rules = new TargetRules<TRole>();
        configure(rules);
        return WithRules(rules.Build());
    }

    /// <summary>Adds a finished rule set. Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Targets<TRole> WithRules(RuleSet rules) => new(Source, Rules.Add(rules));

    /// <summary>Adds a finished rule set whose rules stand in known places. Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Targets<TRole> WithRules(RuleSet rules, string file, params ReadOnlySpan<int> lines) => WithRules(rules.At(file, lines));

    /// <summary>Scrapes the targets that the rules kept.</summary>
    /// <param name="configure">Changes the options, as in <c>s => s with { Interval = 30.Seconds() }</c>.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public Metrics Scrape(Func<ScrapeOptions, ScrapeOptions>? configure = null)
    {
        ScrapeOptions options = configure is null ? Source.ScrapeDefaults : configure(Source.ScrapeDefaults);
        options.Validate();
        return new(Source.ScrapedWith(options), Rules, options, Source.MetricRules);
    }
}

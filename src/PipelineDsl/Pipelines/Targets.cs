using System.ComponentModel;
using PipelineDsl.CompilerServices;
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
        return With(rules.Build());
    }

    /// <summary>Adds rules with the code that was written from them. Called by generated code in the place of <see cref="Relabel(Action{TargetRules{TRole}})"/>.</summary>
    /// <param name="configure">Adds the rules.</param>
    /// <param name="compiled">The code, in an instance of its own.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Targets<TRole> Relabel(Action<TargetRules<TRole>> configure, CompiledRuleSet compiled)
    {
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(compiled);
        var rules = new TargetRules<TRole>();
        configure(rules);
        return With(compiled.WrittenFrom(rules.Rules));
    }

    /// <summary>Scrapes the targets that the rules kept.</summary>
    /// <param name="configure">Changes the options, as in <c>s => s with { Interval = 30.Seconds() }</c>.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public Metrics Scrape(Func<ScrapeOptions, ScrapeOptions>? configure = null)
    {
        ScrapeOptions options = configure is null ? Source.ScrapeDefaults : configure(Source.ScrapeDefaults);
        options.Validate();
        return new(Source.ScrapedWith(options), Rules, options, Source.MetricRules);
    }

    private Targets<TRole> With(RuleSet rules) => new(Source, Rules.Add(rules));
}

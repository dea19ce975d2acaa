using System.ComponentModel;
using PipelineDsl.CompilerServices;
using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;

namespace PipelineDsl;

/// <summary>The stage of a pipeline that holds scraped series. Immutable: each call gives a new stage.</summary>
public sealed class Metrics
{
    private readonly DiscoverySource _source;
    private readonly RuleChain _targetRules;
    private readonly ScrapeOptions _scrape;
    private readonly RuleChain _rules;

    internal Metrics(DiscoverySource source, RuleChain targetRules, ScrapeOptions scrape, RuleChain rules) =>
        (_source, _targetRules, _scrape, _rules) = (source, targetRules, scrape, rules);

    /// <summary>Filters and changes series with relabel rules. Several calls run one after the other.</summary>
    /// <param name="configure">Adds the rules. A lambda whose rules are constant is compiled by the source generator.</param>
    /// <remarks><c>up</c> and the other series that report on the scrape pass through the rules too, as they pass through
    /// <c>prometheus.relabel</c> in Grafana Alloy: keep them by name where they matter.</remarks>
    /// <exception cref="RelabelRuleException">Prometheus would not load one of the rules.</exception>
    public Metrics Relabel(Action<MetricRules> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var rules = new MetricRules();
        configure(rules);
        return With(rules.Build());
    }

    /// <summary>Adds rules with the code that was written from them. Called by generated code in the place of <see cref="Relabel(Action{MetricRules})"/>.</summary>
    /// <param name="configure">Adds the rules.</param>
    /// <param name="compiled">The code, in an instance of its own.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Metrics Relabel(Action<MetricRules> configure, CompiledRuleSet compiled)
    {
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(compiled);
        var rules = new MetricRules();
        configure(rules);
        return With(compiled.WrittenFrom(rules.Rules));
    }

    /// <summary>Ends the pipeline: the samples go to every one of the destinations.</summary>
    /// <param name="destinations">At least one destination.</param>
    /// <exception cref="ArgumentException">There is no destination, or one stands there twice.</exception>
    public Pipeline ForwardTo(params ReadOnlySpan<Destination> destinations)
    {
        Destination[] distinct = [.. destinations.ToArray().Distinct()];
        if (distinct.Length == 0 || distinct.Length != destinations.Length)
        {
            throw new ArgumentException("Forward to at least one destination, and to each only once.", nameof(destinations));
        }

        return new Pipeline(_source, _targetRules, _scrape, _rules, [.. distinct]);
    }

    private Metrics With(RuleSet rules) => new(_source, _targetRules, _scrape, _rules.Add(rules));
}

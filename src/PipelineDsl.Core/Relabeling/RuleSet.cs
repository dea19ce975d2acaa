using System.Collections.Immutable;

namespace PipelineDsl.Relabeling;

/// <summary>Relabel rules in order, ready to run. Immutable and thread-safe.</summary>
public abstract class RuleSet
{
    /// <summary>What <see cref="Apply(LabelSetBuilder)"/> returns when no rule dropped the labels.</summary>
    public const int Kept = -1;

    private readonly Lazy<RuleFootprint> _footprint;
    private PreparedRule[]? _prepared;

    /// <summary>Creates a rule set.</summary>
    /// <param name="rules">The rules, in the order they run.</param>
    protected RuleSet(ImmutableArray<RelabelRule> rules)
    {
        Rules = rules;
        _footprint = new(() => new RuleFootprint(Rules));
    }

    /// <summary>The rules, in the order they run.</summary>
    public ImmutableArray<RelabelRule> Rules { get; private protected set; }

    /// <summary>The labels whose values decide what the rules do: label sets that agree in them fare alike.</summary>
    /// <remarks>
    /// It follows from the rules as data, whatever runs them, and errs on the side of more. A label does not count as read where an
    /// earlier rule has set it in any case, nor where a pattern matches everything. <c>labelmap</c>, <c>labelkeep</c> and a
    /// <c>labeldrop</c> that does not list its names read all labels.
    /// </remarks>
    public LabelScope Reads => _footprint.Value.Reads;

    /// <summary>The labels that the rules may set, change or remove; all others come out as they went in.</summary>
    public LabelScope Writes => _footprint.Value.Writes;

    /// <summary>What runs the rules.</summary>
    public abstract RelabelEngine Engine { get; }

    /// <summary>Makes an interpreted rule set.</summary>
    /// <param name="rules">The rules, in the order they run.</param>
    /// <exception cref="RelabelRuleException">Prometheus would not load one of the rules.</exception>
    public static RuleSet Interpret(params ImmutableArray<RelabelRule> rules) => new InterpretedRuleSet(rules);

    /// <summary>Runs the rules on labels.</summary>
    /// <param name="labels">The labels, changed in place. After a drop they are as the rules before it left them.</param>
    /// <returns>The number of the rule that dropped the labels, from 0, or <see cref="Kept"/>.</returns>
    public abstract int Apply(LabelSetBuilder labels);

    /// <summary>Runs the rules on an immutable set.</summary>
    /// <returns>The labels after the rules, or <see langword="null"/> when a rule dropped them.</returns>
    public LabelSet? Apply(LabelSet labels)
    {
        var builder = new LabelSetBuilder(labels);
        return Apply(builder) == Kept ? builder.ToLabelSet() : null;
    }

    /// <summary>Runs the rules on an immutable set and tells what each of them did.</summary>
    /// <param name="labels">The labels before the rules.</param>
    public RelabelExplanation Explain(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var explainer = new RelabelExplainer(new LabelSetBuilder(labels));
        Explain(explainer);
        return explainer.Finish();
    }

    internal void Explain(RelabelExplainer explainer) => explainer.Run(Rules, _prepared ??= [.. Rules.Select(rule => new PreparedRule(rule))]);
}

using System.Collections.Immutable;
using PipelineDsl.Relabeling;

namespace PipelineDsl;

/// <summary>A relabel stage of a pipeline.</summary>
public sealed class RelabelStageDescription
{
    internal RelabelStageDescription(RuleSet rules) => (Engine, Rules) = (rules.Engine, rules.Rules);

    /// <summary>What runs the rules.</summary>
    public RelabelEngine Engine { get; }

    /// <summary>The rules, in the order they run.</summary>
    public ImmutableArray<RelabelRule> Rules { get; }
}

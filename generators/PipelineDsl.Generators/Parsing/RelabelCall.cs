using PipelineDsl.Analysis;
using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Parsing;

/// <summary>A call of <c>Relabel</c>, as far as its rules can be read.</summary>
/// <param name="Stage">Which <c>Relabel</c> it calls.</param>
/// <param name="Context">What is known about its place.</param>
/// <param name="Rules">The rules read; all of them when there is no obstacle.</param>
/// <param name="Obstacle">What keeps the rules from being known; null when all of them are.</param>
internal sealed record RelabelCall(RelabelStage Stage, RuleContext Context, IReadOnlyList<RuleCall> Rules, Obstacle? Obstacle)
{
    /// <summary>The rules if they can be compiled; null when they are not known or cannot be loaded.</summary>
    public RelabelingSpec? ToSpec() => Obstacle is null && Rules.All(static rule => rule.IsValid)
        ? new RelabelingSpec(new(Rules.Select(static rule => rule.Rule)))
        : null;
}

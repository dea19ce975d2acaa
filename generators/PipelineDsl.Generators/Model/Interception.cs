namespace PipelineDsl.Generators.Model;

/// <summary>The calls of one stage that share a rule list and its place.</summary>
/// <param name="ClassName">The class of the rule list.</param>
/// <param name="Stage">Which <c>Relabel</c> they call.</param>
/// <param name="Place">Where the rules stand.</param>
/// <param name="Attributes">The attributes that name their places to the compiler, sorted.</param>
internal sealed record Interception(string ClassName, RelabelStage Stage, RulePlace Place, EquatableArray<string> Attributes);

namespace PipelineDsl.Generators.Model;

/// <summary>The calls of one stage that share a rule list.</summary>
/// <param name="ClassName">The class of the rule list.</param>
/// <param name="Stage">Which <c>Relabel</c> they call.</param>
/// <param name="Attributes">The attributes that name their places to the compiler, sorted.</param>
internal sealed record Interception(string ClassName, RelabelStage Stage, EquatableArray<string> Attributes);

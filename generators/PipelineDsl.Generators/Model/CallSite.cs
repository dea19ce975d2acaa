namespace PipelineDsl.Generators.Model;

/// <summary>A call of <c>Relabel</c> that can be compiled.</summary>
/// <param name="Relabeling">Its rules.</param>
/// <param name="Stage">Which <c>Relabel</c> it calls.</param>
/// <param name="Attribute">The attribute that names its place to the compiler. It changes with every edit of the file.</param>
internal sealed record CallSite(RelabelingSpec Relabeling, RelabelStage Stage, string Attribute);

using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Parsing;

/// <summary>A call of <c>Relabel</c> that is compiled.</summary>
/// <param name="Call">What it says.</param>
/// <param name="Site">What the generator makes of it.</param>
internal sealed record CompiledCall(RelabelCall Call, CallSite Site);

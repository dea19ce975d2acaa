namespace PipelineDsl.Generators.Model;

/// <summary>A method that makes a pipeline.</summary>
/// <param name="Name">The pipeline's name.</param>
/// <param name="Method">The method's full name, from <c>global::</c> on.</param>
/// <param name="ParameterTypes">The full names of the types of its parameters.</param>
internal sealed record PipelineSpec(string Name, string Method, EquatableArray<string> ParameterTypes);

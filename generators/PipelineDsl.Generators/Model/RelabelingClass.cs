namespace PipelineDsl.Generators.Model;

/// <summary>The class of a list of rules.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Its source.</param>
internal sealed record RelabelingClass(string Name, string Source);

namespace PipelineDsl.Generators.Model;

/// <summary>What is written of a pattern in a class of its own, which all lists with it share: a test, a decision or a replacement.</summary>
/// <param name="Name">Its name, from a hash of its content.</param>
/// <param name="Pattern">A pattern that it stands for.</param>
/// <param name="Source">Its source.</param>
internal sealed record PatternClass(string Name, string Pattern, string Source);

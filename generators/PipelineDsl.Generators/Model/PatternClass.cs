namespace PipelineDsl.Generators.Model;

/// <summary>The class of an automaton, which all lists with it share.</summary>
/// <param name="Name">Its name, from a hash of its content.</param>
/// <param name="Pattern">A pattern that it stands for.</param>
/// <param name="Source">Its source.</param>
internal sealed record PatternClass(string Name, string Pattern, string Source);

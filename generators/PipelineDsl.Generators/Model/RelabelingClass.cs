namespace PipelineDsl.Generators.Model;

/// <summary>The class of a list of rules.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Its source.</param>
/// <param name="Patterns">The classes of automata that it calls.</param>
internal sealed record RelabelingClass(string Name, string Source, EquatableArray<PatternClass> Patterns);

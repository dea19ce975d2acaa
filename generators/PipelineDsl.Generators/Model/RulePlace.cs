namespace PipelineDsl.Generators.Model;

/// <summary>Where the rules of a list stand in the source.</summary>
/// <param name="File">The file's name, without its folders; empty when there are no rules.</param>
/// <param name="Lines">The line of each rule, from 1.</param>
internal sealed record RulePlace(string File, EquatableArray<int> Lines);

namespace PipelineDsl.Testing;

/// <summary>What discovery makes of a fixture.</summary>
/// <param name="Fixture">The fixture.</param>
/// <param name="Targets">Its targets, before the pipeline's rules.</param>
/// <param name="Missing">Why it has no targets, or not all.</param>
internal sealed record FoundFixture(TargetFixture Fixture, IReadOnlyList<LabelSet> Targets, IReadOnlyList<string> Missing);

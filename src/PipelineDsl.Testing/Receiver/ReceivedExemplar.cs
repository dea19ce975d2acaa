using PipelineDsl.Runtime;

namespace PipelineDsl.Testing;

/// <summary>An exemplar as a receiver got it.</summary>
/// <param name="Labels">The labels of its series.</param>
/// <param name="Exemplar">The exemplar, always with a timestamp.</param>
public sealed record ReceivedExemplar(LabelSet Labels, Exemplar Exemplar);

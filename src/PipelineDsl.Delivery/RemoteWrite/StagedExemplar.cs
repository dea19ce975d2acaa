using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>An exemplar between append and commit. It travels as a part of its series of its own, so that samples stay in their frames.</summary>
/// <param name="Series">Where its series' labels are.</param>
/// <param name="Timestamp">Milliseconds since 1970.</param>
/// <param name="Exemplar">The exemplar.</param>
internal readonly record struct StagedExemplar(EncodedSeries Series, long Timestamp, Exemplar Exemplar);

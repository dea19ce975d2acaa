namespace PipelineDsl.Delivery;

/// <summary>A sample between append and commit. It names the labels too, since the series' number may change its meaning meanwhile.</summary>
/// <param name="Number">The series' number.</param>
/// <param name="Place">The frame's place before which it came.</param>
/// <param name="Series">Where its labels are.</param>
/// <param name="Timestamp">Milliseconds since 1970.</param>
/// <param name="Value">The value.</param>
internal readonly record struct StagedSample(int Number, int Place, EncodedSeries Series, long Timestamp, double Value);

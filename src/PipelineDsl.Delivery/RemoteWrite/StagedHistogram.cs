using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>A sample of a native histogram between append and commit.</summary>
/// <param name="Number">The series' number.</param>
/// <param name="Series">Where its labels are.</param>
/// <param name="Timestamp">Milliseconds since 1970.</param>
/// <param name="Histogram">The histogram.</param>
internal readonly record struct StagedHistogram(int Number, EncodedSeries Series, long Timestamp, NativeHistogram Histogram);

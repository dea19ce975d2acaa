namespace PipelineDsl.Delivery;

/// <summary>Takes a part of a request.</summary>
/// <param name="metrics">One or more <c>ResourceMetrics</c>, as fields of the request.</param>
/// <param name="points">The number of data points.</param>
/// <param name="newest">The time of the newest, in milliseconds since 1970.</param>
internal delegate void OtlpSink(ReadOnlySpan<byte> metrics, int points, long newest);

namespace PipelineDsl.Testing;

/// <summary>A data point that an <see cref="OtlpReceiver"/> accepted.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Type">What the metric is: <c>gauge</c>, <c>sum</c>, <c>histogram</c>, <c>exponential_histogram</c> or <c>summary</c>.</param>
/// <param name="Unit">The metric's unit; empty if there is none.</param>
/// <param name="Resource">The resource's attributes.</param>
/// <param name="Attributes">The point's attributes.</param>
/// <param name="Time">When it was recorded, in nanoseconds since 1970 (UTC).</param>
/// <param name="StartTime">Since when it counts, in nanoseconds since 1970 (UTC); 0 if it does not say.</param>
/// <param name="Value">The number, or the sum of a histogram's or summary's observations; <see langword="null"/> if there is none.</param>
/// <param name="Count">The number of a histogram's or summary's observations; <see langword="null"/> for numbers.</param>
/// <param name="HasNoValue">Whether the point says that the series has ended.</param>
public sealed record OtlpPoint(
    string Metric,
    string Type,
    string Unit,
    IReadOnlyDictionary<string, string> Resource,
    IReadOnlyDictionary<string, string> Attributes,
    ulong Time,
    ulong StartTime,
    double? Value,
    ulong? Count,
    bool HasNoValue);

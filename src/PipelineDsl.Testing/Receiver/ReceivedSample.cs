using PipelineDsl.Runtime;

namespace PipelineDsl.Testing;

/// <summary>A sample as a receiver got it.</summary>
/// <param name="Labels">The series' labels, <c>__name__</c> among them.</param>
/// <param name="Timestamp">Milliseconds since 1970 (UTC).</param>
/// <param name="Value">The value; a stale marker keeps its bits. Of a native histogram it is the sum.</param>
public readonly record struct ReceivedSample(LabelSet Labels, long Timestamp, double Value)
{
    /// <summary>The native histogram. The default value is <see langword="null"/>: a plain sample.</summary>
    public NativeHistogram? Histogram { get; init; }

    /// <summary>Since when the series counts, in milliseconds since 1970 (UTC), which only remote write 2.0 tells. The default value is 0: not told.</summary>
    public long Created { get; init; }

    /// <summary>The metric's name; empty when the series has none.</summary>
    public string Name => Labels["__name__"] ?? "";
}

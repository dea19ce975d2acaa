using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PipelineDsl.Runtime;

/// <summary>A sample of a native histogram: the observations in buckets of exponential width, or in buckets with boundaries of its own.</summary>
/// <remarks>
/// There are two forms, as in Prometheus. With integer counts, <see cref="Count"/>, <see cref="ZeroCount"/> and the deltas are set; with float
/// counts, <see cref="FloatCount"/>, <see cref="FloatZeroCount"/> and the counts. What belongs to the other form stays 0 or empty. Two
/// histograms are equal when they have the same form and the same content, floating-point numbers bit by bit.
/// </remarks>
public sealed class NativeHistogram : IEquatable<NativeHistogram>
{
    /// <summary>The <see cref="Schema"/> of a histogram whose boundaries are in <see cref="CustomValues"/>, such as a converted classic one.</summary>
    public const int CustomBucketsSchema = -53;

    /// <summary>The histogram that ends a series: nothing but the stale marker in <see cref="Sum"/>.</summary>
    public static NativeHistogram Stale { get; } = new() { Sum = StaleMarker.Value };

    /// <summary>Whether the counts are floating-point numbers. The default value is <see langword="false"/>.</summary>
    public bool IsFloat { get; init; }

    /// <summary>
    /// How wide the buckets are: a boundary is the one before it times 2^(2^-schema), for -4 to 8; or <see cref="CustomBucketsSchema"/>.
    /// The default value is 0.
    /// </summary>
    public int Schema { get; init; }

    /// <summary>The number of observations, if integer. The default value is 0.</summary>
    public ulong Count { get; init; }

    /// <summary>The number of observations, if floating-point. The default value is 0.</summary>
    public double FloatCount { get; init; }

    /// <summary>The sum of the observations. A stale marker passes. The default value is 0.</summary>
    public double Sum { get; init; }

    /// <summary>How far from zero an observation still counts as zero. The default value is 0.</summary>
    public double ZeroThreshold { get; init; }

    /// <summary>The number of observations that count as zero, if integer. The default value is 0.</summary>
    public ulong ZeroCount { get; init; }

    /// <summary>The number of observations that count as zero, if floating-point. The default value is 0.</summary>
    public double FloatZeroCount { get; init; }

    /// <summary>Which buckets of positive observations there are. The default value is empty.</summary>
    public ImmutableArray<HistogramSpan> PositiveSpans { get; init => field = OrEmpty(value); } = [];

    /// <summary>Positive buckets, if integer: the first one's count, then each one's difference from the one before. The default value is empty.</summary>
    public ImmutableArray<long> PositiveDeltas { get; init => field = OrEmpty(value); } = [];

    /// <summary>Positive buckets, if floating-point: the count of each. The default value is empty.</summary>
    public ImmutableArray<double> PositiveCounts { get; init => field = OrEmpty(value); } = [];

    /// <summary>Which buckets of negative observations there are. The default value is empty.</summary>
    public ImmutableArray<HistogramSpan> NegativeSpans { get; init => field = OrEmpty(value); } = [];

    /// <summary>Negative buckets, if integer: the first one's count, then each one's difference from the one before. The default value is empty.</summary>
    public ImmutableArray<long> NegativeDeltas { get; init => field = OrEmpty(value); } = [];

    /// <summary>Negative buckets, if floating-point: the count of each. The default value is empty.</summary>
    public ImmutableArray<double> NegativeCounts { get; init => field = OrEmpty(value); } = [];

    /// <summary>The upper boundaries of custom buckets, ascending, without the last, infinite one. The default value is empty.</summary>
    public ImmutableArray<double> CustomValues { get; init => field = OrEmpty(value); } = [];

    /// <summary>Whether the histogram started anew. The default value is <see cref="CounterResetHint.Unknown"/>.</summary>
    public CounterResetHint ResetHint { get; init; }

    /// <summary>Whether this ends the series.</summary>
    public bool IsStale => StaleMarker.IsStale(Sum);

    /// <inheritdoc/>
    public bool Equals(NativeHistogram? other) => ReferenceEquals(this, other)
        || (other is not null
            && IsFloat == other.IsFloat && Schema == other.Schema && ResetHint == other.ResetHint
            && Count == other.Count && ZeroCount == other.ZeroCount
            && Bits(FloatCount) == Bits(other.FloatCount) && Bits(FloatZeroCount) == Bits(other.FloatZeroCount)
            && Bits(Sum) == Bits(other.Sum) && Bits(ZeroThreshold) == Bits(other.ZeroThreshold)
            && PositiveSpans.AsSpan().SequenceEqual(other.PositiveSpans.AsSpan())
            && NegativeSpans.AsSpan().SequenceEqual(other.NegativeSpans.AsSpan())
            && PositiveDeltas.AsSpan().SequenceEqual(other.PositiveDeltas.AsSpan())
            && NegativeDeltas.AsSpan().SequenceEqual(other.NegativeDeltas.AsSpan())
            && AreSame(PositiveCounts, other.PositiveCounts)
            && AreSame(NegativeCounts, other.NegativeCounts)
            && AreSame(CustomValues, other.CustomValues));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NativeHistogram);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        Schema, Count, Bits(FloatCount), Bits(Sum), PositiveSpans.Length, NegativeSpans.Length, PositiveDeltas.Length + PositiveCounts.Length, ResetHint);

    /// <summary>The histogram in short, for logs and failed assertions.</summary>
    public override string ToString() => IsStale
        ? "histogram(stale)"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"histogram(schema={Schema}, count={(IsFloat ? FloatCount : Count)}, sum={Sum}, buckets={BucketCount})");

    private int BucketCount => PositiveDeltas.Length + PositiveCounts.Length + NegativeDeltas.Length + NegativeCounts.Length;

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    // Bit by bit: NaN is itself, and zero is not minus zero.
    private static bool AreSame(ImmutableArray<double> some, ImmutableArray<double> others) =>
        MemoryMarshal.AsBytes(some.AsSpan())
            .SequenceEqual(MemoryMarshal.AsBytes(others.AsSpan()));

    private static ImmutableArray<T> OrEmpty<T>(ImmutableArray<T> values) => values.IsDefault ? [] : values;
}

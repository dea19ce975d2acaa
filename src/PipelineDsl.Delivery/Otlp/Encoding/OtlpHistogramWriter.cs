using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Writes what a histogram's data point has of values.</summary>
internal static class OtlpHistogramWriter
{
    /// <summary>Writes the point of a classic histogram, or of one with boundaries of its own.</summary>
    public static void WriteExplicit(OtlpWriter writer, OtlpPoint point)
    {
        if (point.Value is { IsLive: true, Histogram: { } custom } native)
        {
            WriteCustom(writer, custom);
            OtlpPointWriter.WriteExemplars(writer, OtlpFields.HistogramExemplar, native);
            return;
        }

        // Prometheus counts up from bucket to bucket, OTLP each bucket by itself. Its count must be the sum of the buckets, also where a
        // target reads them one after the other while it counts on.
        ulong highest = 0;
        int buckets = writer.Begin(OtlpFields.BucketCounts);
        foreach ((double bound, OtlpSeries series) in point.Parts)
        {
            if (series.IsLive && bound < double.PositiveInfinity)
            {
                ulong reached = Math.Max(highest, ToCount(series.Value));
                writer.Fixed(reached - highest);
                highest = reached;
            }
        }

        ulong count = Math.Max(highest, Math.Max(ToCount(point.Count), point.Parts is [.., (double.PositiveInfinity, var last)] ? ToCount(last) : 0));
        writer.Fixed(count - highest);
        writer.End(buckets);
        writer.Fixed(OtlpFields.Count, count);
        if (point.Sum is { IsLive: true } sum)
        {
            writer.Number(OtlpFields.SumOfValues, sum.Value);
        }

        int bounds = writer.Begin(OtlpFields.ExplicitBounds);
        foreach ((double bound, OtlpSeries series) in point.Parts)
        {
            if (series.IsLive && bound < double.PositiveInfinity)
            {
                writer.Number(bound);
            }
        }

        writer.End(bounds);
        foreach ((_, OtlpSeries series) in point.Parts)
        {
            OtlpPointWriter.WriteExemplars(writer, OtlpFields.HistogramExemplar, series);
        }
    }

    /// <summary>Writes the point of a native histogram with exponential buckets.</summary>
    public static void WriteExponential(OtlpWriter writer, OtlpSeries series)
    {
        NativeHistogram histogram = series.Histogram!;
        WriteTotals(writer, histogram);
        writer.Signed(OtlpFields.Scale, histogram.Schema);
        writer.Fixed(OtlpFields.ZeroCount, histogram.IsFloat ? ToCount(histogram.FloatZeroCount) : histogram.ZeroCount);
        WriteBuckets(writer, OtlpFields.Positive, new DenseBuckets(histogram, isNegative: false));
        WriteBuckets(writer, OtlpFields.Negative, new DenseBuckets(histogram, isNegative: true));
        if (histogram.ZeroThreshold != 0)
        {
            writer.Number(OtlpFields.ZeroThreshold, histogram.ZeroThreshold);
        }

        OtlpPointWriter.WriteExemplars(writer, OtlpFields.ExponentialExemplar, series);
    }

    /// <summary>A count of Prometheus, which is a floating-point number, as the integer of OTLP.</summary>
    public static ulong ToCount(double value) => value > 0 ? (ulong)Math.Round(value) : 0;

    private static ulong ToCount(OtlpSeries? series) => series is { IsLive: true } ? ToCount(series.Value) : 0;

    private static void WriteTotals(OtlpWriter writer, NativeHistogram histogram)
    {
        writer.Fixed(OtlpFields.Count, histogram.IsFloat ? ToCount(histogram.FloatCount) : histogram.Count);
        writer.Number(OtlpFields.SumOfValues, histogram.Sum);
    }

    // Bucket i ends at base^i in Prometheus, and begins there in OTLP: one less.
    private static void WriteBuckets(OtlpWriter writer, byte tag, DenseBuckets buckets)
    {
        if (buckets.IsEmpty)
        {
            return;
        }

        int start = writer.Begin(tag);
        writer.Signed(OtlpFields.BucketOffset, buckets.First - 1);
        int counts = writer.Begin(OtlpFields.ExponentialCounts);
        foreach (ulong count in buckets)
        {
            writer.Varint(count);
        }

        writer.End(counts);
        writer.End(start);
    }

    private static void WriteCustom(OtlpWriter writer, NativeHistogram histogram)
    {
        WriteTotals(writer, histogram);
        int counts = writer.Begin(OtlpFields.BucketCounts);
        int written = 0;
        var buckets = new DenseBuckets(histogram, isNegative: false);
        for (; written < buckets.First; written++)
        {
            writer.Fixed(0);
        }

        foreach (ulong count in buckets)
        {
            writer.Fixed(count);
            written++;
        }

        for (; written <= histogram.CustomValues.Length; written++)
        {
            writer.Fixed(0);
        }

        writer.End(counts);
        int bounds = writer.Begin(OtlpFields.ExplicitBounds);
        foreach (double bound in histogram.CustomValues)
        {
            writer.Number(bound);
        }

        writer.End(bounds);
    }
}

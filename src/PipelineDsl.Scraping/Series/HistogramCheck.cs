using System.Collections.Immutable;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Series;

/// <summary>Decides whether a native histogram may be stored. As in Prometheus, one that may not fails the scrape.</summary>
internal static class HistogramCheck
{
    /// <summary>Looks for what is wrong.</summary>
    public static string? Check(NativeHistogram histogram)
    {
        bool isCustom = histogram.Schema == NativeHistogram.CustomBucketsSchema;
        if (!isCustom && histogram.Schema is < -4 or > 8)
        {
            return $"the native histogram has the schema {histogram.Schema}, which is none of -4 to 8";
        }

        return CheckSpans(histogram.PositiveSpans)
            ?? CheckSpans(histogram.NegativeSpans)
            ?? (isCustom ? CheckBoundaries(histogram) : null)
            ?? (histogram.IsFloat ? CheckFloats(histogram) : CheckIntegers(histogram));
    }

    private static string? CheckSpans(ImmutableArray<HistogramSpan> spans)
    {
        for (int i = 1; i < spans.Length; i++)
        {
            if (spans[i].Offset < 0)
            {
                return $"span {i + 1} of the native histogram has the offset {spans[i].Offset}, which must not be negative";
            }
        }

        return null;
    }

    private static string? CheckBoundaries(NativeHistogram histogram)
    {
        double last = double.NegativeInfinity;
        foreach (double boundary in histogram.CustomValues)
        {
            if (!(boundary > last) || double.IsPositiveInfinity(boundary))
            {
                return $"the boundary {boundary} of the native histogram does not come after {last}, or is infinite";
            }

            last = boundary;
        }

        return null;
    }

    private static string? CheckIntegers(NativeHistogram histogram)
    {
        UInt128 total = histogram.ZeroCount;
        if (!TryAdd(histogram.PositiveDeltas, ref total) || !TryAdd(histogram.NegativeDeltas, ref total))
        {
            return "a bucket of the native histogram has a negative count";
        }

        // Observations that are no number are in no bucket, and leave no sum.
        bool agrees = double.IsNaN(histogram.Sum) ? total <= histogram.Count : total == histogram.Count;
        return agrees ? null : $"the buckets of the native histogram have {total} observations, but its count is {histogram.Count}";
    }

    private static bool TryAdd(ImmutableArray<long> deltas, ref UInt128 total)
    {
        long count = 0;
        foreach (long delta in deltas)
        {
            count = unchecked(count + delta);
            if (count < 0)
            {
                return false;
            }

            total += (ulong)count;
        }

        return true;
    }

    private static string? CheckFloats(NativeHistogram histogram) =>
        histogram.FloatCount < 0 || histogram.FloatZeroCount < 0 || histogram.PositiveCounts.Any(count => count < 0) || histogram.NegativeCounts.Any(count => count < 0)
            ? "a count of the native histogram is negative"
            : null;
}

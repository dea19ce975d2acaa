using System.Collections.Immutable;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Series;

/// <summary>Makes native histograms as coarse as a job wants them.</summary>
internal sealed class HistogramFit
{
    private const int MinSchema = -4;
    private const int MaxSchema = 8;

    private readonly int _finest;
    private readonly long _limit;

    public HistogramFit(ScrapeOptions options)
    {
        _finest = FinestSchema(options.Histograms.MinBucketFactor);
        _limit = options.Limits.NativeHistogramBuckets;
    }

    /// <summary>Fits a valid histogram.</summary>
    /// <returns>The histogram, coarser where needed; <see langword="null"/> if it has more buckets than the limit however coarse it is.</returns>
    public NativeHistogram? Fit(NativeHistogram histogram)
    {
        bool isExponential = histogram.Schema != NativeHistogram.CustomBucketsSchema;
        if (isExponential && histogram.Schema > _finest)
        {
            histogram = Reduce(histogram, _finest);
        }

        while (_limit > 0 && BucketsOf(histogram) > _limit)
        {
            if (!isExponential || histogram.Schema <= MinSchema)
            {
                return null;
            }

            histogram = Reduce(histogram, histogram.Schema - 1);
        }

        return histogram;
    }

    // Prometheus' choice for native_histogram_min_bucket_factor: the finest schema that grows at least so much.
    private static int FinestSchema(double factor) =>
        factor <= 1 ? MaxSchema : (int)Math.Clamp(Math.Floor(-Math.Log2(Math.Log2(factor))), MinSchema, MaxSchema);

    private static int BucketsOf(NativeHistogram histogram) =>
        histogram.PositiveDeltas.Length + histogram.NegativeDeltas.Length + histogram.PositiveCounts.Length + histogram.NegativeCounts.Length;

    private static NativeHistogram Reduce(NativeHistogram histogram, int schema)
    {
        int shift = histogram.Schema - schema;
        var positive = new Merged(histogram.PositiveSpans, shift);
        var negative = new Merged(histogram.NegativeSpans, shift);
        return new NativeHistogram
        {
            IsFloat = histogram.IsFloat,
            Schema = schema,
            Count = histogram.Count,
            FloatCount = histogram.FloatCount,
            Sum = histogram.Sum,
            ZeroThreshold = histogram.ZeroThreshold,
            ZeroCount = histogram.ZeroCount,
            FloatZeroCount = histogram.FloatZeroCount,
            PositiveSpans = positive.Spans,
            PositiveDeltas = positive.MergeDeltas(histogram.PositiveDeltas),
            PositiveCounts = positive.MergeCounts(histogram.PositiveCounts),
            NegativeSpans = negative.Spans,
            NegativeDeltas = negative.MergeDeltas(histogram.NegativeDeltas),
            NegativeCounts = negative.MergeCounts(histogram.NegativeCounts),
            ResetHint = histogram.ResetHint,
        };
    }

    // The buckets of one side under a coarser schema: 2^shift neighbours become one.
    private sealed class Merged
    {
        private readonly List<int> _places = [];

        public Merged(ImmutableArray<HistogramSpan> spans, int shift)
        {
            ImmutableArray<HistogramSpan>.Builder merged = ImmutableArray.CreateBuilder<HistogramSpan>();
            int index = 0;
            int last = 0;
            int count = 0;
            foreach (HistogramSpan span in spans)
            {
                index += span.Offset;
                for (uint i = 0; i < span.Length; i++, index++)
                {
                    int target = ((index - 1) >> shift) + 1;
                    if (merged.Count == 0 || target > last + 1)
                    {
                        merged.Add(new HistogramSpan(merged.Count == 0 ? target : target - last - 1, 1));
                        count++;
                    }
                    else if (target == last + 1)
                    {
                        merged[^1] = merged[^1] with { Length = merged[^1].Length + 1 };
                        count++;
                    }

                    last = target;
                    _places.Add(count - 1);
                }
            }

            Spans = merged.ToImmutable();
            Count = count;
        }

        public ImmutableArray<HistogramSpan> Spans { get; }

        private int Count { get; }

        public ImmutableArray<long> MergeDeltas(ImmutableArray<long> deltas)
        {
            if (deltas.IsEmpty)
            {
                return [];
            }

            long[] counts = new long[Count];
            long count = 0;
            for (int i = 0; i < deltas.Length; i++)
            {
                count += deltas[i];
                counts[_places[i]] += count;
            }

            for (int i = counts.Length - 1; i > 0; i--)
            {
                counts[i] -= counts[i - 1];
            }

            return [.. counts];
        }

        public ImmutableArray<double> MergeCounts(ImmutableArray<double> counts)
        {
            if (counts.IsEmpty)
            {
                return [];
            }

            double[] merged = new double[Count];
            for (int i = 0; i < counts.Length; i++)
            {
                merged[_places[i]] += counts[i];
            }

            return [.. merged];
        }
    }
}

using System.Collections.Immutable;
using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>The buckets of one side of a native histogram, those between its spans included.</summary>
internal readonly ref struct DenseBuckets(NativeHistogram histogram, bool isNegative)
{
    /// <summary>More buckets are nothing that a histogram has, but what a broken target says.</summary>
    private const long MostBuckets = 16 * 1024;

    private readonly ImmutableArray<HistogramSpan> _spans = isNegative ? histogram.NegativeSpans : histogram.PositiveSpans;
    private readonly ImmutableArray<long> _deltas = isNegative ? histogram.NegativeDeltas : histogram.PositiveDeltas;
    private readonly ImmutableArray<double> _counts = isNegative ? histogram.NegativeCounts : histogram.PositiveCounts;
    private readonly bool _isFloat = histogram.IsFloat;

    public bool IsEmpty => _isFloat ? _counts.IsEmpty : _deltas.IsEmpty;

    /// <summary>The index of the first bucket.</summary>
    public int First => _spans.IsEmpty ? 0 : _spans[0].Offset;

    /// <summary>Whether the spans make sense, and do not leave out more buckets than can be filled in.</summary>
    public static bool CanFill(NativeHistogram histogram)
    {
        bool isCustom = histogram.Schema == NativeHistogram.CustomBucketsSchema;
        return CanFill(histogram.PositiveSpans, histogram.IsFloat ? histogram.PositiveCounts.Length : histogram.PositiveDeltas.Length,
                isCustom ? histogram.CustomValues.Length + 1 : null)
            && CanFill(histogram.NegativeSpans, histogram.IsFloat ? histogram.NegativeCounts.Length : histogram.NegativeDeltas.Length, null);
    }

    public Enumerator GetEnumerator() => new(this);

    private static bool CanFill(ImmutableArray<HistogramSpan> spans, int counts, int? most)
    {
        long all = 0;
        long filled = 0;
        for (int i = 0; i < spans.Length; i++)
        {
            if (spans[i].Offset < 0 && (i > 0 || most is not null))
            {
                return false;
            }

            all += (i > 0 || most is not null ? spans[i].Offset : 0) + (long)spans[i].Length;
            filled += spans[i].Length;
        }

        return filled == counts && all <= (most ?? MostBuckets);
    }

    /// <summary>A walk over the counts.</summary>
    public ref struct Enumerator(DenseBuckets buckets)
    {
        private readonly DenseBuckets _buckets = buckets;
        private int _span = -1;
        private long _gap;
        private long _left;
        private int _at = -1;
        private long _integer;

        public ulong Current { get; private set; }

        public bool MoveNext()
        {
            while (_gap == 0 && _left == 0)
            {
                if (++_span >= _buckets._spans.Length)
                {
                    return false;
                }

                _left = _buckets._spans[_span].Length;
                _gap = _span == 0 ? 0 : _buckets._spans[_span].Offset;
            }

            if (_gap > 0)
            {
                _gap--;
                Current = 0;
                return true;
            }

            _left--;
            _at++;
            if (_buckets._isFloat)
            {
                Current = OtlpHistogramWriter.ToCount(_buckets._counts[_at]);
                return true;
            }

            _integer += _buckets._deltas[_at];
            Current = (ulong)Math.Max(_integer, 0);
            return true;
        }
    }
}

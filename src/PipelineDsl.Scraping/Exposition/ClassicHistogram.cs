using System.Collections.Immutable;
using System.Globalization;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>Collects the numbers of a classic histogram and makes a native one with the same boundaries of them.</summary>
internal sealed class ClassicHistogram
{
    private readonly List<Bucket> _buckets = [];
    private double _count;
    private double _sum;
    private bool _hasCount;
    private bool _isOrdered = true;

    /// <summary>Why the numbers are no histogram.</summary>
    public string? Error { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _buckets.Clear();
        (_count, _sum, _hasCount, _isOrdered, Error) = (0, 0, false, true, null);
    }

    /// <summary>Takes the number of all observations.</summary>
    public void SetCount(double count)
    {
        if (count < 0)
        {
            Fail($"the count {count} is negative");
            return;
        }

        (_count, _hasCount) = (count, true);
    }

    /// <summary>Takes the sum of the observations.</summary>
    public void SetSum(double sum) => _sum = sum;

    /// <summary>Takes a bucket; of two with the same boundary the first counts.</summary>
    /// <param name="boundary">The upper boundary.</param>
    /// <param name="count">How many observations are at most so large.</param>
    public void AddBucket(double boundary, double count)
    {
        if (Error is not null)
        {
            return;
        }

        if (double.IsNaN(boundary) || count < 0)
        {
            Fail($"a bucket has the boundary {boundary} and the count {count}");
            return;
        }

        if (_buckets.Count == ExpositionLimits.MaxParts)
        {
            Fail($"the histogram has more than {ExpositionLimits.MaxParts} buckets");
            return;
        }

        // Nearly always they come in order.
        _isOrdered &= _buckets.Count == 0 || _buckets[^1].Boundary < boundary;
        _buckets.Add(new Bucket(boundary, count, _buckets.Count));
    }

    /// <summary>Makes the native histogram.</summary>
    /// <param name="hint">What its <see cref="NativeHistogram.ResetHint"/> shall be.</param>
    /// <returns>The histogram; <see langword="null"/> if the numbers contradict each other, as <see cref="Error"/> says.</returns>
    public NativeHistogram? Convert(CounterResetHint hint)
    {
        OrderBuckets();
        if (Error is null && !_hasCount)
        {
            if (_buckets.Count == 0)
            {
                Fail($"the histogram has neither a count nor buckets");
            }
            else
            {
                _count = _buckets[^1].Count;
            }
        }

        if (Error is not null)
        {
            return null;
        }

        if (_buckets.Count == 0 || !double.IsPositiveInfinity(_buckets[^1].Boundary))
        {
            _buckets.Add(new Bucket(double.PositiveInfinity, _count, _buckets.Count));
        }

        // Bit by bit would be wrong here: a count that is not a number never equals its bucket.
        if (_buckets[^1].Count != _count)
        {
            Fail($"the count {_count} is not that of the last bucket, {_buckets[^1].Count}");
            return null;
        }

        return IsInteger(_count, ulong.MaxValue) && _buckets.TrueForAll(bucket => IsInteger(bucket.Count, long.MaxValue))
            ? ConvertIntegers(hint)
            : ConvertFloats(hint);
    }

    private void OrderBuckets()
    {
        if (!_isOrdered)
        {
            _buckets.Sort(Bucket.ByBoundary);
            int kept = 1;
            for (int i = 1; i < _buckets.Count; i++)
            {
                if (_buckets[i].Boundary != _buckets[kept - 1].Boundary)
                {
                    _buckets[kept++] = _buckets[i];
                }
            }

            _buckets.RemoveRange(kept, _buckets.Count - kept);
        }

        for (int i = 1; i < _buckets.Count; i++)
        {
            if (_buckets[i].Count < _buckets[i - 1].Count)
            {
                Fail($"the bucket {_buckets[i].Boundary} has fewer observations than the one before it: {_buckets[i].Count} < {_buckets[i - 1].Count}");
                return;
            }
        }
    }

    private NativeHistogram ConvertIntegers(CounterResetHint hint)
    {
        long[] deltas = new long[_buckets.Count];
        long total = 0;
        long last = 0;
        for (int i = 0; i < deltas.Length; i++)
        {
            long count = (long)_buckets[i].Count - total;
            deltas[i] = count - last;
            total += count;
            last = count;
        }

        (ImmutableArray<HistogramSpan> spans, ImmutableArray<long> kept) = BucketCompaction.Compact(AllBuckets, deltas, maxEmpty: 2);
        return new NativeHistogram
        {
            Schema = NativeHistogram.CustomBucketsSchema,
            Count = (ulong)_count,
            Sum = _sum,
            PositiveSpans = spans,
            PositiveDeltas = kept,
            CustomValues = Boundaries,
            ResetHint = hint,
        };
    }

    private NativeHistogram ConvertFloats(CounterResetHint hint)
    {
        double[] counts = new double[_buckets.Count];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = _buckets[i].Count - (i > 0 ? _buckets[i - 1].Count : 0);
        }

        (ImmutableArray<HistogramSpan> spans, ImmutableArray<double> kept) = BucketCompaction.Compact(AllBuckets, counts);
        return new NativeHistogram
        {
            IsFloat = true,
            Schema = NativeHistogram.CustomBucketsSchema,
            FloatCount = _count,
            Sum = _sum,
            PositiveSpans = spans,
            PositiveCounts = kept,
            CustomValues = Boundaries,
            ResetHint = hint,
        };
    }

    private HistogramSpan[] AllBuckets => [new HistogramSpan(0, (uint)_buckets.Count)];

    private ImmutableArray<double> Boundaries => [.. _buckets.Take(_buckets.Count - 1).Select(bucket => bucket.Boundary)];

    // 2^63 and 2^64 are doubles, the greatest integers below them are not: at the limit a count no longer fits.
    private static bool IsInteger(double count, double limit) => count < limit && Math.Floor(count) == count;

    private void Fail(FormattableString message) => Error ??= message.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Bucket(double Boundary, double Count, int Place)
    {
        public static readonly Comparer<Bucket> ByBoundary = Comparer<Bucket>.Create((x, y) =>
            x.Boundary.CompareTo(y.Boundary) is not 0 and int order ? order : x.Place - y.Place);
    }
}

using System.Collections.Immutable;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>Leaves out empty buckets and joins spans that meet, as Prometheus does with every native histogram it scrapes.</summary>
internal static class BucketCompaction
{
    /// <summary>Compacts integer buckets.</summary>
    /// <param name="spans">Which buckets there are; together as long as <paramref name="deltas"/>.</param>
    /// <param name="deltas">The differences from bucket to bucket.</param>
    /// <param name="maxEmpty">How many empty buckets in a row may stay between others.</param>
    public static (ImmutableArray<HistogramSpan> Spans, ImmutableArray<long> Deltas) Compact(
        ReadOnlySpan<HistogramSpan> spans, ReadOnlySpan<long> deltas, int maxEmpty)
    {
        var kept = new Kept<long>(deltas.Length);
        long count = 0;
        long last = 0;
        int bucket = 0;
        foreach (HistogramSpan span in spans)
        {
            kept.Skip(span.Offset);
            for (uint i = 0; i < span.Length; i++)
            {
                count = unchecked(count + deltas[bucket++]);
                if (count == 0)
                {
                    kept.SkipEmpty();
                    continue;
                }

                if (kept.Fill(maxEmpty) is > 0 and int empty)
                {
                    kept.Values.Add(-last);
                    kept.Values.AddRange(new long[empty - 1]);
                    last = 0;
                }

                kept.Values.Add(unchecked(count - last));
                last = count;
            }
        }

        return (kept.Spans.ToImmutable(), kept.Values.ToImmutable());
    }

    /// <summary>Compacts floating-point buckets; no empty one stays.</summary>
    /// <param name="spans">Which buckets there are; together as long as <paramref name="counts"/>.</param>
    /// <param name="counts">The count of each bucket.</param>
    public static (ImmutableArray<HistogramSpan> Spans, ImmutableArray<double> Counts) Compact(
        ReadOnlySpan<HistogramSpan> spans, ReadOnlySpan<double> counts)
    {
        var kept = new Kept<double>(counts.Length);
        int bucket = 0;
        foreach (HistogramSpan span in spans)
        {
            kept.Skip(span.Offset);
            for (uint i = 0; i < span.Length; i++)
            {
                double count = counts[bucket++];
                if (count == 0)
                {
                    kept.SkipEmpty();
                    continue;
                }

                kept.Fill(0);
                kept.Values.Add(count);
            }
        }

        return (kept.Spans.ToImmutable(), kept.Values.ToImmutable());
    }

    // What is left so far, and how far behind its last bucket the walk is.
    private struct Kept<T>(int buckets)
    {
        private int _gap;
        private bool _isGapOffset;

        public ImmutableArray<T>.Builder Values { get; } = ImmutableArray.CreateBuilder<T>(buckets);

        public ImmutableArray<HistogramSpan>.Builder Spans { get; } = ImmutableArray.CreateBuilder<HistogramSpan>();

        public void Skip(int offset)
        {
            // Offsets of a hostile target may run over; they wrap, as they do in Prometheus.
            _gap = unchecked(_gap + offset);
            _isGapOffset |= offset != 0;
        }

        public void SkipEmpty() => _gap = unchecked(_gap + 1);

        // Room for one more bucket: in the last span, after so many empty ones, or in a new span.
        public int Fill(int maxEmpty)
        {
            int empty = 0;
            if (Spans.Count > 0 && (_gap == 0 || (!_isGapOffset && _gap > 0 && _gap <= maxEmpty)))
            {
                HistogramSpan last = Spans[^1];
                empty = _gap;
                Spans[^1] = last with { Length = last.Length + (uint)empty + 1 };
            }
            else
            {
                Spans.Add(new HistogramSpan(_gap, 1));
            }

            (_gap, _isGapOffset) = (0, false);
            return empty;
        }
    }
}

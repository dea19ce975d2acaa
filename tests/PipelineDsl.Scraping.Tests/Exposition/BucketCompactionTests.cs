using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Tests.Exposition;

public sealed class BucketCompactionTests
{
    private static readonly Gen<(int Offset, int[] Counts)[]> s_runs = Gen.Choose(0, 3)
        .SelectMany(offset => Gen.Choose(0, 2).Select(count => Math.Max(0, count)).ListOf().Select(counts => (offset, counts.ToArray())))
        .ListOf().Select(runs => runs.ToArray());

    [Fact]
    public void Counts_stay_in_their_buckets_and_empty_ones_go() =>
        Prop.ForAll(s_runs.ToArbitrary(), runs =>
        {
            HistogramSpan[] spans = [.. runs.Select(run => new HistogramSpan(run.Offset, (uint)run.Counts.Length))];
            long[] counts = [.. runs.SelectMany(run => run.Counts).Select(count => (long)count)];
            (ImmutableArray<HistogramSpan> kept, ImmutableArray<long> deltas) = BucketCompaction.Compact(spans, Deltas(counts), 0);
            (ImmutableArray<HistogramSpan> keptFloats, ImmutableArray<double> floats) = BucketCompaction.Compact(spans, [.. counts.Select(count => (double)count)]);

            List<(int, long)> expected = [.. Buckets(spans, counts).Where(bucket => bucket.Count != 0)];
            return expected.SequenceEqual(Buckets([.. kept], Sums(deltas)))
                && expected.SequenceEqual(Buckets([.. keptFloats], [.. floats.Select(count => (long)count)]))
                && kept.Skip(1).All(span => span.Offset != 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_few_empty_buckets_may_stay_between_others()
    {
        (ImmutableArray<HistogramSpan> spans, ImmutableArray<long> deltas) =
            BucketCompaction.Compact([new HistogramSpan(0, 10)], Deltas([0, 5, 0, 0, 3, 0, 0, 0, 2, 0]), maxEmpty: 2);
        spans.ShouldBe([new HistogramSpan(1, 4), new HistogramSpan(3, 1)]);
        Sums(deltas).ShouldBe([5, 0, 0, 3, 2]);
    }

    private static long[] Deltas(long[] counts) => [.. counts.Select((count, i) => count - (i > 0 ? counts[i - 1] : 0))];

    private static long[] Sums(ImmutableArray<long> deltas)
    {
        long count = 0;
        return [.. deltas.Select(delta => count += delta)];
    }

    private static List<(int Index, long Count)> Buckets(HistogramSpan[] spans, long[] counts)
    {
        var buckets = new List<(int, long)>();
        int index = 0;
        foreach (HistogramSpan span in spans)
        {
            index += span.Offset;
            for (int i = 0; i < span.Length; i++)
            {
                buckets.Add((index++, counts[buckets.Count]));
            }
        }

        return buckets;
    }
}

using System.Collections.Immutable;
using PipelineDsl.Runtime;
using PipelineDsl.Testing.RemoteWrite;

namespace PipelineDsl.Testing;

/// <summary>Reads a native histogram as a strict receiver does.</summary>
internal static class HistogramReader
{
    /// <exception cref="InvalidDataException">The histogram contradicts itself; the message says how.</exception>
    public static NativeHistogram Read(Histogram message)
    {
        bool isFloat = message.CountCase == Histogram.CountOneofCase.CountFloat;
        if (isFloat != (message.ZeroCountCase == Histogram.ZeroCountOneofCase.ZeroCountFloat))
        {
            throw new InvalidDataException("a histogram has one integer and one floating-point count");
        }

        var histogram = new NativeHistogram
        {
            IsFloat = isFloat,
            Schema = message.Schema,
            Count = message.CountInt,
            FloatCount = message.CountFloat,
            Sum = message.Sum,
            ZeroThreshold = message.ZeroThreshold,
            ZeroCount = message.ZeroCountInt,
            FloatZeroCount = message.ZeroCountFloat,
            PositiveSpans = Spans(message.PositiveSpans),
            PositiveDeltas = [.. message.PositiveDeltas],
            PositiveCounts = [.. message.PositiveCounts],
            NegativeSpans = Spans(message.NegativeSpans),
            NegativeDeltas = [.. message.NegativeDeltas],
            NegativeCounts = [.. message.NegativeCounts],
            CustomValues = [.. message.CustomValues],
            ResetHint = (CounterResetHint)message.ResetHint,
        };
        Check("positive", histogram.PositiveSpans, histogram.PositiveDeltas.Length + histogram.PositiveCounts.Length);
        Check("negative", histogram.NegativeSpans, histogram.NegativeDeltas.Length + histogram.NegativeCounts.Length);
        return histogram;
    }

    private static ImmutableArray<HistogramSpan> Spans(IEnumerable<BucketSpan> spans) =>
        [.. spans.Select(span => new HistogramSpan(span.Offset, span.Length))];

    private static void Check(string side, ImmutableArray<HistogramSpan> spans, int buckets)
    {
        if (spans.Sum(span => span.Length) is var length && length != buckets)
        {
            throw new InvalidDataException($"a histogram has {buckets} {side} buckets, but its spans say {length}");
        }
    }
}

using System.Collections.Immutable;
using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>A native histogram as a message, which is the same in 1.0 and 2.0. Reused; not thread-safe.</summary>
internal sealed class HistogramMessage
{
    public const byte SchemaTag = 4 << 3;

    private const byte CountIntTag = 1 << 3;
    private const byte CountFloatTag = (2 << 3) | 1;
    private const byte SumTag = (3 << 3) | 1;
    private const byte ZeroThresholdTag = (5 << 3) | 1;
    private const byte ZeroCountIntTag = 6 << 3;
    private const byte ZeroCountFloatTag = (7 << 3) | 1;
    private const byte NegativeSpansTag = (8 << 3) | 2;
    private const byte NegativeDeltasTag = (9 << 3) | 2;
    private const byte NegativeCountsTag = (10 << 3) | 2;
    private const byte PositiveSpansTag = (11 << 3) | 2;
    private const byte PositiveDeltasTag = (12 << 3) | 2;
    private const byte PositiveCountsTag = (13 << 3) | 2;
    private const byte ResetHintTag = 14 << 3;
    private const byte TimestampTag = 15 << 3;
    private const byte SpanOffsetTag = 1 << 3;
    private const byte SpanLengthTag = 2 << 3;

    private readonly RequestBuffer _message = new();
    private readonly RequestBuffer _field = new();

    // The number 16 and what follows it needs two bytes.
    private static ReadOnlySpan<byte> CustomValuesTag => [0x82, 0x01];

    /// <summary>Encodes a histogram.</summary>
    /// <returns>The message, until the next call.</returns>
    public ReadOnlySpan<byte> Encode(long timestamp, NativeHistogram histogram)
    {
        _message.Clear();

        // Counts are written even when they are zero: which of the two is there tells the form.
        if (histogram.IsFloat)
        {
            _message.WriteDouble(CountFloatTag, histogram.FloatCount);
        }
        else
        {
            _message.WriteNumber(CountIntTag, histogram.Count);
        }

        _message.WriteDouble(SumTag, histogram.Sum);
        _message.WriteSigned(SchemaTag, histogram.Schema);
        _message.WriteDouble(ZeroThresholdTag, histogram.ZeroThreshold);
        if (histogram.IsFloat)
        {
            _message.WriteDouble(ZeroCountFloatTag, histogram.FloatZeroCount);
        }
        else
        {
            _message.WriteNumber(ZeroCountIntTag, histogram.ZeroCount);
        }

        WriteSpans(NegativeSpansTag, histogram.NegativeSpans);
        WriteDeltas(NegativeDeltasTag, histogram.NegativeDeltas);
        WriteDoubles([NegativeCountsTag], histogram.NegativeCounts);
        WriteSpans(PositiveSpansTag, histogram.PositiveSpans);
        WriteDeltas(PositiveDeltasTag, histogram.PositiveDeltas);
        WriteDoubles([PositiveCountsTag], histogram.PositiveCounts);
        _message.WriteNumber(ResetHintTag, (ulong)histogram.ResetHint);
        _message.WriteNumber(TimestampTag, (ulong)timestamp);
        WriteDoubles(CustomValuesTag, histogram.CustomValues);
        return _message.Written;
    }

    /// <summary>Whether a message, as this class writes it, is of a histogram with boundaries of its own.</summary>
    public static bool HasCustomBuckets(ReadOnlySpan<byte> message)
    {
        // The count, the sum, and then the schema.
        int at = message[0] == CountFloatTag ? 1 + sizeof(double) : 1 + LengthOfVarint(message[1..]);
        at += 1 + sizeof(double) + 1;
        Protobuf.ReadVarint(message[at..], out int schema);
        return schema == (int)ProtobufFields.ZigZag(NativeHistogram.CustomBucketsSchema);
    }

    private static int LengthOfVarint(ReadOnlySpan<byte> source) => source.IndexOfAnyInRange((byte)0, (byte)0x7f) + 1;

    private void WriteSpans(byte tag, ImmutableArray<HistogramSpan> spans)
    {
        foreach (HistogramSpan span in spans)
        {
            _field.Clear();
            _field.WriteSigned(SpanOffsetTag, span.Offset);
            _field.WriteNumber(SpanLengthTag, span.Length);
            _message.WriteField(tag, _field.Written);
        }
    }

    private void WriteDeltas(byte tag, ImmutableArray<long> deltas)
    {
        if (deltas.IsEmpty)
        {
            return;
        }

        _field.Clear();
        foreach (long delta in deltas)
        {
            _field.WriteVarint(ProtobufFields.ZigZag(delta));
        }

        _message.WriteField(tag, _field.Written);
    }

    private void WriteDoubles(ReadOnlySpan<byte> tag, ImmutableArray<double> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        _message.Write(tag);
        _message.WriteVarint((ulong)values.Length * sizeof(double));
        _message.WriteDoubles(values.AsSpan());
    }
}

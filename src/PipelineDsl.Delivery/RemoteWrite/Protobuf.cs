using System.Buffers.Binary;
using System.Numerics;

namespace PipelineDsl.Delivery;

/// <summary>The fields of a remote-write 1.0 request as bytes.</summary>
internal static class Protobuf
{
    public const byte TimeSeriesTag = (1 << 3) | 2; // WriteRequest.timeseries
    public const byte LabelTag = (1 << 3) | 2; // TimeSeries.labels
    public const byte LabelNameTag = (1 << 3) | 2; // Label.name
    public const byte LabelValueTag = (2 << 3) | 2; // Label.value
    public const byte SampleTag = (2 << 3) | 2; // TimeSeries.samples
    public const byte SampleValueTag = (1 << 3) | 1; // Sample.value
    public const byte SampleTimestampTag = 2 << 3; // Sample.timestamp

    /// <summary>The longest that a time series message gets beyond its labels: its own tag and length, and one sample.</summary>
    public const int MostBytesBesideLabels = 1 + 5 + 2 + 1 + 8 + 1 + 10;

    public static int SizeOfVarint(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    public static int WriteVarint(Span<byte> destination, ulong value)
    {
        int at = 0;
        for (; value >= 0x80; value >>= 7)
        {
            destination[at++] = (byte)(value | 0x80);
        }

        destination[at++] = (byte)value;
        return at;
    }

    /// <summary>The label that a run of label messages begins with, its tag and length included.</summary>
    public static ReadOnlySpan<byte> FirstLabel(ReadOnlySpan<byte> labels)
    {
        int head = 1 + ReadVarint(labels[1..], out int length);
        return labels[..(head + length)];
    }

    /// <summary>The name in a label message that has its tag and length before it.</summary>
    public static ReadOnlySpan<byte> NameOfLabel(ReadOnlySpan<byte> label)
    {
        int at = 1 + ReadVarint(label[1..], out _) + 1;
        at += ReadVarint(label[at..], out int length);
        return label.Slice(at, length);
    }

    /// <summary>The size of a label message with its tag and length.</summary>
    public static int SizeOfLabel(Utf8Label label)
    {
        int message = SizeOfField(label.Name.Length) + SizeOfField(label.Value.Length);
        return SizeOfField(message);
    }

    public static int WriteLabel(Span<byte> destination, Utf8Label label)
    {
        int message = SizeOfField(label.Name.Length) + SizeOfField(label.Value.Length);
        destination[0] = LabelTag;
        int at = 1 + WriteVarint(destination[1..], (ulong)message);
        at += WriteText(destination[at..], LabelNameTag, label.Name);
        return at + WriteText(destination[at..], LabelValueTag, label.Value);
    }

    /// <summary>Writes the head of a time series; its labels and then <see cref="WriteSample"/> follow.</summary>
    public static int WriteTimeSeriesHead(Span<byte> destination, int labelsLength, long timestamp)
    {
        destination[0] = TimeSeriesTag;
        return 1 + WriteVarint(destination[1..], (ulong)(labelsLength + 2 + SizeOfSample(timestamp)));
    }

    public static int WriteSample(Span<byte> destination, long timestamp, double value)
    {
        destination[0] = SampleTag;
        destination[1] = (byte)SizeOfSample(timestamp);
        destination[2] = SampleValueTag;
        BinaryPrimitives.WriteInt64LittleEndian(destination[3..], BitConverter.DoubleToInt64Bits(value));
        destination[11] = SampleTimestampTag;
        return 12 + WriteVarint(destination[12..], (ulong)timestamp);
    }

    // Value and timestamp are written even when they are zero: every reader takes that, and the size depends on nothing else.
    private static int SizeOfSample(long timestamp) => 1 + 8 + 1 + SizeOfVarint((ulong)timestamp);

    private static int SizeOfField(int length) => 1 + SizeOfVarint((ulong)length) + length;

    private static int WriteText(Span<byte> destination, byte tag, ReadOnlySpan<byte> text)
    {
        destination[0] = tag;
        int at = 1 + WriteVarint(destination[1..], (ulong)text.Length);
        text.CopyTo(destination[at..]);
        return at + text.Length;
    }

    private static int ReadVarint(ReadOnlySpan<byte> source, out int value)
    {
        int at = 0;
        value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = source[at++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return at;
            }
        }
    }
}

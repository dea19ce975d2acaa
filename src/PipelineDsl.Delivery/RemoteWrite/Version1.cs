using System.Buffers.Binary;

namespace PipelineDsl.Delivery;

/// <summary>The fields of a remote-write 1.0 request as bytes.</summary>
internal static class Version1
{
    public const byte TimeSeriesTag = (1 << 3) | 2; // WriteRequest.timeseries
    public const byte MetadataTag = (3 << 3) | 2; // WriteRequest.metadata
    public const byte LabelTag = (1 << 3) | 2; // TimeSeries.labels
    public const byte LabelNameTag = (1 << 3) | 2; // Label.name
    public const byte LabelValueTag = (2 << 3) | 2; // Label.value
    public const byte SampleTag = (2 << 3) | 2; // TimeSeries.samples
    public const byte ExemplarTag = (3 << 3) | 2; // TimeSeries.exemplars
    public const byte HistogramTag = (4 << 3) | 2; // TimeSeries.histograms
    public const byte SampleValueTag = (1 << 3) | 1; // Sample.value
    public const byte SampleTimestampTag = 2 << 3; // Sample.timestamp

    /// <summary>The longest that a time series message gets beyond its labels: its own tag and length, and one sample.</summary>
    private const int MostBytesBesideLabels = 1 + 5 + 2 + 1 + 8 + 1 + 10;

    /// <summary>The label that a run of label messages begins with, its tag and length included.</summary>
    public static ReadOnlySpan<byte> FirstLabel(ReadOnlySpan<byte> labels)
    {
        int head = 1 + Protobuf.ReadVarint(labels[1..], out int length);
        return labels[..(head + length)];
    }

    /// <summary>The name in a label message that has its tag and length before it.</summary>
    public static ReadOnlySpan<byte> NameOfLabel(ReadOnlySpan<byte> label) => ReadLabel(label).Name;

    /// <summary>Takes a label message that has its tag and length before it apart.</summary>
    public static Utf8Label ReadLabel(ReadOnlySpan<byte> label)
    {
        int at = 1 + Protobuf.ReadVarint(label[1..], out _) + 1;
        at += Protobuf.ReadVarint(label[at..], out int length);
        ReadOnlySpan<byte> name = label.Slice(at, length);
        at += length + 1;
        at += Protobuf.ReadVarint(label[at..], out length);
        return new Utf8Label(name, label.Slice(at, length));
    }

    /// <summary>The size of a label message with its tag and length.</summary>
    public static int SizeOfLabel(Utf8Label label)
    {
        int message = Protobuf.SizeOfField(label.Name.Length) + Protobuf.SizeOfField(label.Value.Length);
        return Protobuf.SizeOfField(message);
    }

    public static int WriteLabel(Span<byte> destination, Utf8Label label)
    {
        int message = Protobuf.SizeOfField(label.Name.Length) + Protobuf.SizeOfField(label.Value.Length);
        destination[0] = LabelTag;
        int at = 1 + Protobuf.WriteVarint(destination[1..], (ulong)message);
        at += Protobuf.WriteText(destination[at..], LabelNameTag, label.Name);
        return at + Protobuf.WriteText(destination[at..], LabelValueTag, label.Value);
    }

    public static void WriteTimeSeries(
        RequestBuffer output, ReadOnlySpan<int> runs, SegmentTable segments, long timestamp, double value)
    {
        int labelsLength = 0;
        foreach (int run in runs)
        {
            labelsLength += segments.Read(run).Length;
        }

        Span<byte> destination = output.Reserve(labelsLength + MostBytesBesideLabels);
        int at = WriteTimeSeriesHead(destination, labelsLength, timestamp);
        foreach (int run in runs)
        {
            ReadOnlySpan<byte> labels = segments.Read(run);
            labels.CopyTo(destination[at..]);
            at += labels.Length;
        }

        output.Advance(at + WriteSample(destination[at..], timestamp, value));
    }

    private static int WriteTimeSeriesHead(Span<byte> destination, int labelsLength, long timestamp)
    {
        destination[0] = TimeSeriesTag;
        return 1 + Protobuf.WriteVarint(destination[1..], (ulong)(labelsLength + 2 + SizeOfSample(timestamp)));
    }

    private static int WriteSample(Span<byte> destination, long timestamp, double value)
    {
        destination[0] = SampleTag;
        destination[1] = (byte)SizeOfSample(timestamp);
        destination[2] = SampleValueTag;
        BinaryPrimitives.WriteInt64LittleEndian(destination[3..], BitConverter.DoubleToInt64Bits(value));
        destination[11] = SampleTimestampTag;
        return 12 + Protobuf.WriteVarint(destination[12..], (ulong)timestamp);
    }

    // Value and timestamp are written even when they are zero: every reader takes that, and the size depends on nothing else.
    private static int SizeOfSample(long timestamp) => 1 + 8 + 1 + Protobuf.SizeOfVarint((ulong)timestamp);
}

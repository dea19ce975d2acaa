using System.Buffers.Binary;

namespace PipelineDsl.Delivery;

/// <summary>The fields of a remote-write 2.0 request as bytes: <c>io.prometheus.write.v2.Request</c>.</summary>
internal static class Version2
{
    public const byte SymbolTag = (4 << 3) | 2; // Request.symbols
    public const byte TimeSeriesTag = (5 << 3) | 2; // Request.timeseries
    public const byte LabelReferencesTag = (1 << 3) | 2; // TimeSeries.labels_refs, packed
    public const byte SampleTag = (2 << 3) | 2; // TimeSeries.samples
    public const byte SampleValueTag = (1 << 3) | 1; // Sample.value
    public const byte SampleTimestampTag = 2 << 3; // Sample.timestamp

    /// <summary>The longest that a time series message gets beyond its references: tags and lengths, and one sample.</summary>
    private const int MostBytesBesideReferences = 1 + 5 + 1 + 5 + 2 + 1 + 8 + 1 + 10;

    public static void WriteTimeSeries(RequestBuffer output, ReadOnlySpan<byte> references, long timestamp, double value)
    {
        Span<byte> destination = output.Reserve(references.Length + MostBytesBesideReferences);
        int sample = 1 + 8 + 1 + Protobuf.SizeOfVarint((ulong)timestamp);
        destination[0] = TimeSeriesTag;
        int at = 1 + Protobuf.WriteVarint(destination[1..], (ulong)(Protobuf.SizeOfField(references.Length) + 2 + sample));
        at += Protobuf.WriteText(destination[at..], LabelReferencesTag, references);
        destination[at++] = SampleTag;
        destination[at++] = (byte)sample;
        destination[at++] = SampleValueTag;
        BinaryPrimitives.WriteInt64LittleEndian(destination[at..], BitConverter.DoubleToInt64Bits(value));
        at += sizeof(long);
        destination[at++] = SampleTimestampTag;
        output.Advance(at + Protobuf.WriteVarint(destination[at..], (ulong)timestamp));
    }
}

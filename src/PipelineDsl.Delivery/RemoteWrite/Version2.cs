using System.Buffers.Binary;

namespace PipelineDsl.Delivery;

/// <summary>The fields of a remote-write 2.0 request as bytes: <c>io.prometheus.write.v2.Request</c>.</summary>
internal static class Version2
{
    public const byte SymbolTag = (4 << 3) | 2; // Request.symbols
    public const byte TimeSeriesTag = (5 << 3) | 2; // Request.timeseries
    public const byte LabelReferencesTag = (1 << 3) | 2; // TimeSeries.labels_refs, packed
    public const byte SampleTag = (2 << 3) | 2; // TimeSeries.samples
    public const byte HistogramTag = (3 << 3) | 2; // TimeSeries.histograms
    public const byte ExemplarTag = (4 << 3) | 2; // TimeSeries.exemplars
    public const byte MetadataTag = (5 << 3) | 2; // TimeSeries.metadata
    public const byte CreatedTag = 6 << 3; // TimeSeries.created_timestamp
    public const byte MetadataTypeTag = 1 << 3; // Metadata.type
    public const byte MetadataHelpTag = 3 << 3; // Metadata.help_ref
    public const byte MetadataUnitTag = 4 << 3; // Metadata.unit_ref
    public const byte SampleValueTag = (1 << 3) | 1; // Sample.value
    public const byte SampleTimestampTag = 2 << 3; // Sample.timestamp

    /// <summary>The longest that a time series message gets beyond its head: its own tag and length, and one sample.</summary>
    private const int MostBytesBesideHead = 1 + 5 + 2 + 1 + 8 + 1 + 10;

    /// <summary>Writes a series whose sample, and of it the timestamp, comes first: what lies between two values then compresses best.</summary>
    /// <param name="output">What is written to.</param>
    /// <param name="head">The fields beside the sample, from <see cref="SymbolTable.HeadOf"/>.</param>
    /// <param name="timestamp">Milliseconds since 1970.</param>
    /// <param name="value">The value.</param>
    public static void WriteTimeSeries(RequestBuffer output, ReadOnlySpan<byte> head, long timestamp, double value)
    {
        Span<byte> destination = output.Reserve(head.Length + MostBytesBesideHead);
        int sample = 1 + 8 + 1 + Protobuf.SizeOfVarint((ulong)timestamp);
        destination[0] = TimeSeriesTag;
        int at = 1 + Protobuf.WriteVarint(destination[1..], (ulong)(head.Length + 2 + sample));
        destination[at++] = SampleTag;
        destination[at++] = (byte)sample;
        destination[at++] = SampleTimestampTag;
        at += Protobuf.WriteVarint(destination[at..], (ulong)timestamp);
        destination[at++] = SampleValueTag;
        BinaryPrimitives.WriteInt64LittleEndian(destination[at..], BitConverter.DoubleToInt64Bits(value));
        at += sizeof(long);
        head.CopyTo(destination[at..]);
        output.Advance(at + head.Length);
    }
}

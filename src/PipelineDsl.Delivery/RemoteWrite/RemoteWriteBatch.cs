using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>The samples of one request, compressed as they come. Not thread-safe.</summary>
/// <remarks>
/// A snappy block is its length and then elements that refer back; so pieces compressed one by one make a block together, once the
/// length is put before them. That is why the body is written from <see cref="MostHead"/> on.
/// </remarks>
internal sealed class RemoteWriteBatch : Batch
{
    private const int MostHead = Protobuf.MostLengthBytes;

    /// <summary>What waits uncompressed: as much as the encoder can look back.</summary>
    private const int MostRaw = SnappyEncoder.FragmentSize;

    private RequestBuffer? _elements;
    private RequestBuffer? _raw;
    private SymbolTable? _symbols;
    private int _compressedFrom;

    /// <summary>Opens a batch.</summary>
    /// <param name="version">The version of its message.</param>
    /// <param name="openedAt">The clock's timestamp.</param>
    /// <param name="pools">What it is made in.</param>
    public RemoteWriteBatch(RemoteWriteVersion version, long openedAt, BatchPools pools)
        : base((int)version, openedAt, pools)
    {
        _elements = pools.Rent();
        _elements.Advance(MostHead);
    }

    /// <summary>Makes a batch of a request on disk, without its body.</summary>
    public RemoteWriteBatch(SpoolRecord record)
        : base(record)
    {
    }

    public RemoteWriteVersion Version => (RemoteWriteVersion)Format;

    /// <summary>The size of the request before compression, without its symbols.</summary>
    public int Length => _compressedFrom + (_raw?.Length ?? 0);

    public void Write(in StagedSample sample, ReadOnlySpan<int> runs, SegmentTable segments)
    {
        RequestBuffer raw = _raw ??= Pools.Rent();
        if (Version == RemoteWriteVersion.One)
        {
            Version1.WriteTimeSeries(raw, runs, segments, sample.Timestamp, sample.Value);
        }
        else
        {
            SymbolTable symbols = Symbols()!;
            Version2.WriteTimeSeries(raw, symbols.HeadOf(sample.Series, runs, segments), sample.Timestamp, sample.Value);
        }

        Samples++;
        Wrote(raw, sample.Timestamp);
    }

    public void Write(in StagedHistogram histogram, ReadOnlySpan<int> runs, SegmentTable segments)
    {
        RequestBuffer raw = _raw ??= Pools.Rent();
        RareMessages messages = RareMessages.Rent();
        messages.Write(raw, histogram, runs, segments, Symbols());
        messages.Return();
        Samples++;
        Wrote(raw, histogram.Timestamp);
    }

    public void Write(in StagedExemplar exemplar, ReadOnlySpan<int> runs, SegmentTable segments)
    {
        RequestBuffer raw = _raw ??= Pools.Rent();
        RareMessages messages = RareMessages.Rent();
        messages.Write(raw, exemplar, runs, segments, Symbols());
        messages.Return();
        Exemplars++;
        Wrote(raw, exemplar.Timestamp);
    }

    /// <summary>Writes the metadata of a metric into a batch of 1.0.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <param name="now">The time, in milliseconds.</param>
    public void Write(MetricMetadata metadata, long now)
    {
        RequestBuffer raw = _raw ??= Pools.Rent();
        RareMessages messages = RareMessages.Rent();
        messages.Write(raw, metadata);
        messages.Return();
        Wrote(raw, now);
    }

    /// <summary>Writes samples whose frame fits the batch's version; one of 2.0 must be all that the batch gets.</summary>
    /// <returns>Whether the values fit the frame; else nothing was written.</returns>
    public bool TryWrite(FrameSegment frame, ReadOnlySpan<double> values, long timestamp)
    {
        if (_raw is { Length: > 0 } raw)
        {
            Compress(raw);
        }

        if (!frame.TryWriteTo(_elements!, values, timestamp))
        {
            return false;
        }

        _compressedFrom += frame.Length;
        Samples += frame.Samples;
        Newest = Math.Max(Newest, timestamp);
        return true;
    }

    public override void Seal()
    {
        if (_raw is { } raw)
        {
            Compress(raw);
            Pools.Return(raw);
            _raw = null;
        }

        int length = _compressedFrom;
        RequestBuffer whole = _elements!;
        _elements = null;
        if (_symbols is { } symbols)
        {
            // Symbols go before the series: receivers that decode as they read need them first.
            length += symbols.Fields.Length;
            RequestBuffer elements = whole;
            whole = Pools.Rent();
            whole.Advance(MostHead);
            SnappyBlock.EncodeElements(symbols.Fields, whole);
            whole.Write(elements.Written[MostHead..]);
            Pools.Return(elements);
            symbols.Clear();
            Pools.Symbols.Return(symbols);
            _symbols = null;
        }

        Span<byte> head = stackalloc byte[MostHead];
        int headLength = Protobuf.WriteVarint(head, (ulong)length);
        int start = MostHead - headLength;
        head[..headLength].CopyTo(whole.Bytes[start..]);
        SetBody(whole, start);
    }

    /// <summary>Gives back the buffer of a batch that got nothing.</summary>
    public void Discard()
    {
        Pools.Return(_elements!);
        _elements = null;
    }

    /// <summary>Makes a 1.0 request of a sealed 2.0 one. Histograms that 1.0 does not know have to go.</summary>
    public override int Downgrade()
    {
        Rewrite(Version1Transcoder.Transcode(Body.Span, out int dropped), (int)RemoteWriteVersion.One);
        Samples -= dropped;
        return dropped;
    }

    private SymbolTable? Symbols() => Version == RemoteWriteVersion.One ? null : _symbols ??= Pools.Symbols.Rent();

    private void Wrote(RequestBuffer raw, long timestamp)
    {
        Newest = Math.Max(Newest, timestamp);
        if (raw.Length >= MostRaw)
        {
            Compress(raw);
        }
    }

    private void Compress(RequestBuffer raw)
    {
        SnappyBlock.EncodeElements(raw.Written, _elements!);
        _compressedFrom += raw.Length;
        raw.Clear();
    }
}

using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>The samples of one request, compressed as they come. Not thread-safe.</summary>
/// <remarks>
/// A snappy block is its length and then elements that refer back; so pieces compressed one by one make a block together, once the
/// length is put before them. That is why the body is written from <see cref="MostHead"/> on.
/// </remarks>
internal sealed class Batch
{
    private const int MostHead = Protobuf.MostLengthBytes;

    /// <summary>What waits uncompressed: as much as the encoder can look back.</summary>
    private const int MostRaw = SnappyEncoder.FragmentSize;

    private readonly BatchPools? _pools;
    private RequestBuffer? _elements;
    private RequestBuffer? _raw;
    private SymbolTable? _symbols;
    private int _compressedFrom;

    /// <summary>Opens a batch.</summary>
    /// <param name="version">The version of its message.</param>
    /// <param name="openedAt">The clock's timestamp.</param>
    /// <param name="pools">What it is made in.</param>
    public Batch(RemoteWriteVersion version, long openedAt, BatchPools pools)
    {
        (Version, OpenedAt, _pools) = (version, openedAt, pools);
        _elements = pools.Buffers.Rent();
        _elements.Advance(MostHead);
    }

    /// <summary>Makes a batch of a request on disk, without its body.</summary>
    public Batch(SpoolRecord record)
    {
        (Version, SavedVersion, SpoolId) = (record.Version, record.Version, record.Id);
        (Samples, Newest) = (record.Samples, record.Newest);
    }

    /// <summary>Makes a mark: a batch of nothing.</summary>
    public Batch() => (Passed, IsDone) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), true);

    /// <summary>Of a mark: is set when its turn has come.</summary>
    public TaskCompletionSource? Passed { get; }

    public RemoteWriteVersion Version { get; private set; }

    /// <summary>The clock's timestamp when it was opened.</summary>
    public long OpenedAt { get; }

    /// <summary>The shard it was put into, for its spool.</summary>
    public ShardStorage? Storage { get; set; }

    /// <summary>Its number on disk; 0 if it is not there. Changed under the queue's lock.</summary>
    public long SpoolId { get; set; }

    /// <summary>The version of what is on disk.</summary>
    public RemoteWriteVersion SavedVersion { get; set; }

    /// <summary>Whether it was delivered or given up. Changed under the queue's lock.</summary>
    public bool IsDone { get; set; }

    /// <summary>Whether the body is in memory.</summary>
    public bool IsLoaded => !Body.IsEmpty;

    /// <summary>The samples in it, histograms among them.</summary>
    public int Samples { get; private set; }

    /// <summary>The exemplars in it; 0 for a request that an earlier process left.</summary>
    public int Exemplars { get; private set; }

    /// <summary>The newest timestamp in it, in milliseconds.</summary>
    public long Newest { get; private set; } = long.MinValue;

    /// <summary>The size of the request before compression, without its symbols.</summary>
    public int Length => _compressedFrom + (_raw?.Length ?? 0);

    /// <summary>The compressed request, once the batch is sealed.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>Whether a connection may still read the body.</summary>
    public bool IsRead { get; set; }

    public void Write(in StagedSample sample, ReadOnlySpan<int> runs, SegmentTable segments)
    {
        RequestBuffer raw = _raw ??= _pools!.Buffers.Rent();
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
        RequestBuffer raw = _raw ??= _pools!.Buffers.Rent();
        RareMessages messages = RareMessages.Rent();
        messages.Write(raw, histogram, runs, segments, Symbols());
        messages.Return();
        Samples++;
        Wrote(raw, histogram.Timestamp);
    }

    public void Write(in StagedExemplar exemplar, ReadOnlySpan<int> runs, SegmentTable segments)
    {
        RequestBuffer raw = _raw ??= _pools!.Buffers.Rent();
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
        RequestBuffer raw = _raw ??= _pools!.Buffers.Rent();
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

    /// <summary>Ends the batch: <see cref="Body"/> is there.</summary>
    public void Seal()
    {
        if (_raw is { } raw)
        {
            Compress(raw);
            _pools!.Buffers.Return(raw);
            _raw = null;
        }

        int length = _compressedFrom;
        if (_symbols is { } symbols)
        {
            // Symbols go before the series: receivers that decode as they read need them first.
            length += symbols.Fields.Length;
            RequestBuffer whole = _pools!.Buffers.Rent();
            whole.Advance(MostHead);
            SnappyBlock.EncodeElements(symbols.Fields, whole);
            whole.Write(_elements!.Written[MostHead..]);
            ReleaseElements();
            _elements = whole;
            symbols.Clear();
            _pools!.Symbols.Return(symbols);
            _symbols = null;
        }

        Span<byte> head = stackalloc byte[MostHead];
        int headLength = Protobuf.WriteVarint(head, (ulong)length);
        int start = MostHead - headLength;
        head[..headLength].CopyTo(_elements!.Bytes[start..]);

        Body = _elements.Memory[start..];
    }

    /// <summary>Moves the body of a sealed batch, which has to wait, into an array of its size; the buffer goes to the next batch.</summary>
    public void Trim()
    {
        if (_elements is not null && !IsRead)
        {
            Body = Body.ToArray();
            ReleaseElements();
        }
    }

    /// <summary>Makes a 1.0 request of a sealed 2.0 one.</summary>
    /// <returns>How many samples had to go: histograms that 1.0 does not know.</returns>
    /// <exception cref="InvalidDataException">The body is damaged.</exception>
    public int Downgrade()
    {
        (Body, Version) = (Version1Transcoder.Transcode(Body.Span, out int dropped), RemoteWriteVersion.One);
        Samples -= dropped;

        // A try of the old body may still be read.
        _elements = null;
        return dropped;
    }

    /// <summary>Leaves the body to the disk.</summary>
    public void Unload()
    {
        Release();
        Version = SavedVersion;
    }

    /// <summary>Takes the body from the disk.</summary>
    public void Load(byte[] body) => Body = body;

    /// <summary>Gives back the body's buffer, unless a connection may still read it.</summary>
    public void Release()
    {
        if (!IsRead && _elements is not null)
        {
            ReleaseElements();
        }

        (_elements, Body) = (null, default);
    }

    private SymbolTable? Symbols() => Version == RemoteWriteVersion.One ? null : _symbols ??= _pools!.Symbols.Rent();

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

    private void ReleaseElements()
    {
        _elements!.Clear();
        _pools!.Buffers.Return(_elements);
        _elements = null;
    }
}

namespace PipelineDsl.Delivery;

/// <summary>Fills a shard's open batch and hands it on once it is full or due. Used under the shard's lock.</summary>
/// <param name="options">The limits of a batch.</param>
/// <param name="deadline">The longest a batch stays open.</param>
/// <param name="version">The version of new batches.</param>
/// <param name="time">The clock.</param>
/// <param name="pools">What batches are made in.</param>
/// <param name="sealed">Takes a sealed batch.</param>
/// <param name="due">Called, without the lock, when <see cref="SealIfDue"/> is to be called.</param>
internal sealed class BatchAssembler(
    QueueOptions options, TimeSpan deadline, NegotiatedVersion version, TimeProvider time, BatchPools pools, Action<Batch> @sealed, Action due)
    : IDisposable
{
    /// <summary>A request is sealed at this size even if it has room for more samples: receivers refuse very large ones.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly ITimer _timer = time.CreateTimer(static due => ((Action)due!)(), due, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    private Batch? _open;
    private long _openNumber;

    /// <summary>The samples in the open batch.</summary>
    public int Samples => _open?.Samples ?? 0;

    /// <summary>Writes a target's samples, in order.</summary>
    /// <param name="staged">The samples.</param>
    /// <param name="frame">What the values among them follow; <see langword="null"/> if there are none.</param>
    /// <param name="table">The target's series.</param>
    /// <param name="segments">Where their labels are.</param>
    /// <param name="lastBatch">The number of the shared batch that this target wrote to last.</param>
    public void Add(StagedSamples staged, TargetFrame? frame, SeriesTable table, SegmentTable segments, ref long lastBatch)
    {
        int framed = frame is null ? 0 : AddFrames(staged, frame, lastBatch);
        for (; framed < staged.ValueCount; framed++)
        {
            int series = frame!.SeriesAt(framed);
            Add(new StagedSample(series, table[series], staged.Timestamp, staged.Values[framed]), table, segments, ref lastBatch);
        }

        foreach (ref readonly StagedSample sample in staged.Others)
        {
            Add(sample, table, segments, ref lastBatch);
        }
    }

    public void Seal()
    {
        if (_open is { } open)
        {
            _open = null;
            open.Seal();
            @sealed(open);
        }
    }

    public void SealIfDue()
    {
        if (_open is null)
        {
            return;
        }

        // The timer may have been set for a batch that was filled meanwhile.
        TimeSpan rest = deadline - time.GetElapsedTime(_open.OpenedAt);
        if (rest <= TimeSpan.Zero)
        {
            Seal();
        }
        else
        {
            _timer.Change(rest, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Add(in StagedSample sample, SeriesTable table, SegmentTable segments, ref long lastBatch)
    {
        Batch open = _open ?? Open();
        open.Write(sample, table.ReferencesOf(sample.Series), segments);
        lastBatch = _openNumber;
        SealIfFull(open);
    }

    // Whole segments only. Returns how many samples they were.
    private int AddFrames(StagedSamples staged, TargetFrame frame, long lastBatch)
    {
        int written = 0;
        foreach (FrameSegment segment in frame.Segments)
        {
            if (frame.Version != version.Current || written + segment.Samples > staged.ValueCount)
            {
                break;
            }

            ReadOnlySpan<double> values = staged.Values.Slice(written, segment.Samples);
            if (frame.Version == RemoteWriteVersion.Two)
            {
                AddRequest(segment, values, staged.Timestamp, lastBatch);
            }
            else
            {
                AddSegment(segment, values, staged.Timestamp);
            }

            written += segment.Samples;
        }

        return written;
    }

    private void AddSegment(FrameSegment segment, ReadOnlySpan<double> values, long timestamp)
    {
        if (_open is not null && (_open.Samples + segment.Samples > options.MaxSamplesPerSend || _open.Version != RemoteWriteVersion.One))
        {
            Seal();
        }

        Batch open = _open ?? Open();
        open.Write(segment, values, timestamp);
        SealIfFull(open);
    }

    private void AddRequest(FrameSegment segment, ReadOnlySpan<double> values, long timestamp, long lastBatch)
    {
        // The open batch may wait, unless it has older samples of this target.
        if (lastBatch == _openNumber)
        {
            Seal();
        }

        var batch = new Batch(RemoteWriteVersion.Two, time.GetTimestamp(), pools);
        batch.Write(segment, values, timestamp);
        batch.Seal();
        @sealed(batch);
    }

    private void SealIfFull(Batch open)
    {
        if (open.Samples >= options.MaxSamplesPerSend || open.Length >= MostBytes)
        {
            Seal();
        }
    }

    private Batch Open()
    {
        _openNumber++;
        _timer.Change(deadline, Timeout.InfiniteTimeSpan);
        return _open = new Batch(version.Current, time.GetTimestamp(), pools);
    }
}

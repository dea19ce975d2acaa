using System.Diagnostics.CodeAnalysis;

namespace PipelineDsl.Delivery;

/// <summary>What waits in one shard: the open batch, and before it the sealed ones.</summary>
/// <remarks>Adding never waits for the receiver: when the shard is full, its oldest batch goes.</remarks>
internal sealed class ShardQueue : IDisposable
{
    /// <summary>A request is sealed at this size even if it has room for more samples: receivers refuse very large ones.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly BatchPools _pools;
    private readonly NegotiatedVersion _version;
    private readonly DeliveryMonitor _monitor;
    private readonly Queue<Batch> _sealed = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly ITimer _deadline;
    private Batch? _open;
    private long _openedAt;
    private long _openNumber;
    private int _waiting;
    private int _taken;
    private long _droppedWhileFull;
    private bool _isClosed;

    public ShardQueue(QueueOptions options, NegotiatedVersion version, TimeProvider time, BatchPools pools, DeliveryMonitor monitor)
    {
        (_options, _version, _time, _pools, _monitor) = (options, version, time, pools, monitor);
        _deadline = time.CreateTimer(static queue => ((ShardQueue)queue!).SealIfDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The samples neither delivered nor dropped.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _waiting + _taken;
            }
        }
    }

    /// <summary>Writes a target's samples, in order.</summary>
    /// <param name="staged">The samples.</param>
    /// <param name="frame">What the values among them follow; <see langword="null"/> if there are none.</param>
    /// <param name="table">The target's series.</param>
    /// <param name="segments">Where their labels are.</param>
    /// <param name="lastBatch">The number of the shared batch that this target wrote to last.</param>
    public void Add(StagedSamples staged, TargetFrame? frame, SeriesTable table, SegmentTable segments, ref long lastBatch)
    {
        int dropped = 0;
        bool becameFull = false;
        bool isClosed;
        lock (_gate)
        {
            isClosed = _isClosed;
            if (!isClosed)
            {
                becameFull = _droppedWhileFull == 0;

                // Room is made before: a scrape larger than the shard would push out its own samples.
                dropped = DropExcess(Math.Min(staged.Count, _options.Capacity));
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
        }

        if (isClosed)
        {
            _monitor.DroppedAfterStop(staged.Count);
        }
        else if (dropped > 0)
        {
            _monitor.DroppedForRoom(dropped, becameFull);
        }
    }

    /// <summary>Takes the oldest sealed batch; <see cref="Done"/> must follow.</summary>
    public bool TryTake([NotNullWhen(true)] out Batch? batch)
    {
        lock (_gate)
        {
            if (!_sealed.TryDequeue(out batch))
            {
                return false;
            }

            _waiting -= batch.Samples;
            _taken += batch.Samples;
            return true;
        }
    }

    /// <summary>Forgets a taken batch: it was delivered, or never will be.</summary>
    public void Done(Batch batch)
    {
        int samples = batch.Samples;
        batch.Release();
        long dropped = 0;
        lock (_gate)
        {
            _taken -= samples;
            if (_droppedWhileFull > 0 && _waiting <= _options.Capacity / 2)
            {
                (dropped, _droppedWhileFull) = (_droppedWhileFull, 0);
            }
        }

        if (dropped > 0)
        {
            _monitor.HasRoomAgain(dropped);
        }
    }

    /// <summary>Waits until a batch is sealed or the queue is closed. One reader.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _signal.WaitAsync(cancellationToken);

    /// <summary>Whether the queue is closed and nothing is left in it.</summary>
    public bool IsExhausted
    {
        get
        {
            lock (_gate)
            {
                return _isClosed && _waiting == 0;
            }
        }
    }

    /// <summary>Seals the open batch and takes no more samples.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Seal();
            Signal();
        }
    }

    /// <summary>Empties the closed queue, which nobody sends any more, and returns how many samples were in it.</summary>
    public int Abandon()
    {
        lock (_gate)
        {
            int abandoned = _waiting + _taken;
            _taken = 0;
            while (_waiting > 0)
            {
                DropOldest();
            }

            return abandoned;
        }
    }

    public void Dispose()
    {
        _deadline.Dispose();
        _signal.Dispose();
    }

    private void Add(in StagedSample sample, SeriesTable table, SegmentTable segments, ref long lastBatch)
    {
        Batch open = _open ?? Open();
        open.Write(sample, table.ReferencesOf(sample.Series), segments);
        lastBatch = _openNumber;
        _waiting++;
        SealIfFull(open);
    }

    // Whole segments only. Returns how many samples they were.
    private int AddFrames(StagedSamples staged, TargetFrame frame, long lastBatch)
    {
        int written = 0;
        foreach (FrameSegment segment in frame.Segments)
        {
            if (frame.Version != _version.Current || written + segment.Samples > staged.ValueCount)
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
                if (_open is not null && (_open.Samples + segment.Samples > _options.MaxSamplesPerSend || _open.Version != frame.Version))
                {
                    Seal();
                }

                Batch open = _open ?? Open();
                open.Write(segment, values, staged.Timestamp);
                SealIfFull(open);
            }

            written += segment.Samples;
            _waiting += segment.Samples;
        }

        return written;
    }

    private void AddRequest(FrameSegment segment, ReadOnlySpan<double> values, long timestamp, long lastBatch)
    {
        // The open batch may wait, unless it has older samples of this target.
        if (lastBatch == _openNumber)
        {
            Seal();
        }

        var batch = new Batch(RemoteWriteVersion.Two, _pools);
        batch.Write(segment, values, timestamp);
        Enqueue(batch);
    }

    private void SealIfFull(Batch open)
    {
        if (open.Samples >= _options.MaxSamplesPerSend || open.Length >= MostBytes)
        {
            Seal();
        }
    }

    private Batch Open()
    {
        _openNumber++;
        _openedAt = _time.GetTimestamp();
        _deadline.Change(_options.BatchSendDeadline, Timeout.InfiniteTimeSpan);
        return _open = new Batch(_version.Current, _pools);
    }

    private void SealIfDue()
    {
        lock (_gate)
        {
            if (_open is null || _isClosed)
            {
                return;
            }

            // The timer may have been set for a batch that was filled meanwhile.
            TimeSpan rest = _options.BatchSendDeadline - _time.GetElapsedTime(_openedAt);
            if (rest <= TimeSpan.Zero)
            {
                Seal();
            }
            else
            {
                _deadline.Change(rest, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Seal()
    {
        if (_open is { } open)
        {
            _open = null;
            Enqueue(open);
        }
    }

    private void Enqueue(Batch batch)
    {
        batch.Seal();
        if (_sealed.Count > 0)
        {
            batch.Trim();
        }

        _sealed.Enqueue(batch);
        Signal();
    }

    private void Signal()
    {
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }

    private int DropExcess(int coming)
    {
        int dropped = 0;
        while (_waiting + coming > _options.Capacity && _sealed.Count > 0)
        {
            dropped += DropOldest();
        }

        _droppedWhileFull += dropped;
        return dropped;
    }

    private int DropOldest()
    {
        Batch oldest = _sealed.Dequeue();
        oldest.Release();
        _waiting -= oldest.Samples;
        return oldest.Samples;
    }
}

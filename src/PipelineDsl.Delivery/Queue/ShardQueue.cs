using System.Diagnostics.CodeAnalysis;

namespace PipelineDsl.Delivery;

/// <summary>What waits in one shard: the open batch, sealed batches as they were written, and before those the compressed ones.</summary>
/// <remarks>Adding never waits for the receiver: when the shard is full, its oldest batch goes.</remarks>
internal sealed class ShardQueue : IDisposable
{
    /// <summary>A request is sealed at this size even if it has room for more samples: receivers refuse very large ones.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly BoundedPool<RequestBuffer> _buffers;
    private readonly DeliveryMonitor _monitor;
    private readonly Queue<Batch> _sealed = new();
    private readonly Queue<Batch> _compressed = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly ITimer _deadline;
    private Batch? _open;
    private long _openedAt;
    private int _waiting;
    private int _taken;
    private long _droppedWhileFull;
    private bool _isClosed;

    public ShardQueue(QueueOptions options, TimeProvider time, BoundedPool<RequestBuffer> buffers, DeliveryMonitor monitor)
    {
        (_options, _time, _buffers, _monitor) = (options, time, buffers, monitor);
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

    /// <summary>Writes samples into the open batch, in order.</summary>
    public void Add(ReadOnlySpan<StagedSample> samples, SeriesTable series, SegmentTable segments)
    {
        int dropped;
        bool becameFull;
        bool isClosed;
        lock (_gate)
        {
            isClosed = _isClosed;
            becameFull = _droppedWhileFull == 0;

            // Room is made before: a scrape larger than the shard would push out its own samples.
            dropped = DropExcess(Math.Min(samples.Length, _options.Capacity));
            foreach (ref readonly StagedSample sample in isClosed ? default : samples)
            {
                Batch open = _open ?? Open();
                open.Write(sample, series.ReferencesOf(sample.Series), segments);
                _waiting++;
                if (open.Samples >= _options.MaxSamplesPerSend || open.Length >= MostBytes)
                {
                    Seal();
                }
            }
        }

        if (isClosed)
        {
            _monitor.DroppedAfterStop(samples.Length);
        }
        else if (dropped > 0)
        {
            _monitor.DroppedForRoom(dropped, becameFull);
        }
    }

    /// <summary>Takes the oldest batch that is not compressed yet; <see cref="PutBack"/> or <see cref="Done"/> must follow.</summary>
    public bool TryTakeSealed([NotNullWhen(true)] out Batch? batch) => TryTake(_sealed, out batch);

    /// <summary>Takes the oldest compressed batch; <see cref="Done"/> must follow.</summary>
    public bool TryTakeCompressed([NotNullWhen(true)] out Batch? batch) => TryTake(_compressed, out batch);

    /// <summary>Puts a batch, now compressed, behind the other compressed ones.</summary>
    public void PutBack(Batch batch)
    {
        lock (_gate)
        {
            _compressed.Enqueue(batch);
            _taken -= batch.Samples;
            _waiting += batch.Samples;
        }
    }

    /// <summary>Forgets a taken batch: it was delivered, or never will be.</summary>
    public void Done(Batch batch)
    {
        batch.Release(_buffers);
        long dropped = 0;
        lock (_gate)
        {
            _taken -= batch.Samples;
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

    private bool TryTake(Queue<Batch> queue, [NotNullWhen(true)] out Batch? batch)
    {
        lock (_gate)
        {
            if (!queue.TryDequeue(out batch))
            {
                return false;
            }

            _waiting -= batch.Samples;
            _taken += batch.Samples;
            return true;
        }
    }

    private Batch Open()
    {
        _openedAt = _time.GetTimestamp();
        _deadline.Change(_options.BatchSendDeadline, Timeout.InfiniteTimeSpan);
        return _open = new Batch(_buffers.Rent());
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
            _sealed.Enqueue(open);
            _open = null;
            Signal();
        }
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
        while (_waiting + coming > _options.Capacity && (_compressed.Count > 0 || _sealed.Count > 0))
        {
            dropped += DropOldest();
        }

        _droppedWhileFull += dropped;
        return dropped;
    }

    private int DropOldest()
    {
        Batch oldest = _compressed.Count > 0 ? _compressed.Dequeue() : _sealed.Dequeue();
        oldest.Release(_buffers);
        _waiting -= oldest.Samples;
        return oldest.Samples;
    }
}

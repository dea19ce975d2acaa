using System.Diagnostics.CodeAnalysis;

namespace PipelineDsl.Delivery;

/// <summary>What waits in one shard: the open batch, sealed batches before it, and before those the ones that are only on disk.</summary>
/// <remarks>
/// Adding never waits for the receiver. When the shard is full, its oldest batches go to disk; without a spool that works, they go for good.
/// </remarks>
internal sealed class ShardQueue : IDisposable
{
    /// <summary>What a spool has not saved yet is dropped only beyond this, some 25 MB: a disk may take its time.</summary>
    private const int MostUnsaved = 1_000_000;

    /// <summary>So many batches may keep their buffers; those that wait behind them get arrays of their size.</summary>
    private const int MostUntrimmed = 8;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly DeliveryMonitor _monitor;
    private readonly Spool? _spool;
    private readonly bool _isFreshFirst;
    private readonly int _capacity;
    private readonly BatchAssembler _assembler;
    private readonly WaitingBatches _waiting = new();
    private readonly SemaphoreSlim _signal = new(0);
    private Batch? _taken;
    private long _droppedWhileFull;
    private long _leastWaiting = long.MaxValue;
    private ulong _index;
    private ulong _shards = 1;
    private bool _isClosed;

    public ShardQueue(
        DestinationOptions options, NegotiatedVersion version, TimeProvider time, BatchPools pools, DeliveryMonitor monitor, Spool? spool)
    {
        (_time, _monitor, _spool, _isFreshFirst) = (time, monitor, spool, options.Spool.FreshFirst);
        _capacity = options.EffectiveCapacity;
        TimeSpan deadline = options.Queue.BatchSendDeadline;
        deadline = spool is not null && options.Spool.Window / 2 < deadline ? options.Spool.Window / 2 : deadline;
        _assembler = new BatchAssembler(options.Queue, deadline, version, time, pools, Enqueue, OnDue);
    }

    /// <summary>The samples neither delivered nor dropped.</summary>
    public long Pending
    {
        get
        {
            lock (_gate)
            {
                return _assembler.Samples + _waiting.FreshSamples + _waiting.BacklogSamples + (_taken?.Samples ?? 0);
            }
        }
    }

    /// <summary>Whether the queue is closed and nothing is left in it.</summary>
    public bool IsExhausted
    {
        get
        {
            lock (_gate)
            {
                return _isClosed && _waiting.IsEmpty;
            }
        }
    }

    /// <summary>Writes a target's samples, in order.</summary>
    /// <returns>Whether the target is this shard's.</returns>
    public bool TryAdd(ulong hash, StagedSamples staged, TargetFrame? frame, SeriesTable table, SegmentTable segments, ref long lastBatch)
    {
        int dropped = 0;
        bool becameFull = false;
        bool isClosed;
        lock (_gate)
        {
            if (hash % _shards != _index)
            {
                return false;
            }

            isClosed = _isClosed;
            if (!isClosed)
            {
                becameFull = _droppedWhileFull == 0;

                // Room is made before: a scrape larger than the shard would push out its own samples.
                dropped = DropExcess(staged.Count);
                _assembler.Add(staged, frame, table, segments, ref lastBatch);
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

        return true;
    }

    /// <summary>From now on takes only the targets whose hash is of this class.</summary>
    /// <returns>Ends when everything added until now was sent, or given up.</returns>
    public Task Own(int index, int shards)
    {
        lock (_gate)
        {
            (_index, _shards) = ((uint)index, (uint)shards);
            _assembler.Seal();
            Signal();
            return _waiting.Mark();
        }
    }

    /// <summary>The fewest samples that waited since the last call whenever a batch was taken.</summary>
    public long ResetLeastWaiting()
    {
        lock (_gate)
        {
            long least = _leastWaiting;
            _leastWaiting = long.MaxValue;
            return least == long.MaxValue ? 0 : least;
        }
    }

    /// <summary>Adds a batch that an earlier process left on disk.</summary>
    public void AddSaved(Batch batch)
    {
        batch.Queue = this;
        lock (_gate)
        {
            _waiting.AddSaved(batch);
            Signal();
        }
    }

    /// <summary>Takes the next batch; <see cref="Done"/> must follow. One reader.</summary>
    public bool TryTake([NotNullWhen(true)] out Batch? batch)
    {
        lock (_gate)
        {
            // While the disk fails, what is in memory goes.
            bool found = _spool is { IsWorking: false } ? _waiting.TryTakeFresh(out batch)
                : _isFreshFirst ? _waiting.TryTakeFresh(out batch) || _waiting.TryTakeSaved(out batch)
                : _waiting.TryTakeSaved(out batch) || _waiting.TryTakeFresh(out batch);
            _taken = batch;
            _leastWaiting = Math.Min(_leastWaiting, _waiting.FreshSamples + _waiting.BacklogSamples);
            return found;
        }
    }

    /// <summary>Puts a taken batch back, because the disk does not give its body now.</summary>
    public void PutBack(Batch batch)
    {
        lock (_gate)
        {
            _taken = null;
            _waiting.AddSaved(batch, isFirst: true);
        }
    }

    /// <summary>Forgets a taken batch: it was delivered, or never will be.</summary>
    public void Done(Batch batch)
    {
        long dropped = 0;
        lock (_gate)
        {
            batch.IsDone = true;
            batch.Release();
            _taken = null;
            if (_droppedWhileFull > 0 && _waiting.FreshSamples <= _capacity / 2)
            {
                (dropped, _droppedWhileFull) = (_droppedWhileFull, 0);
            }
        }

        if (batch.SpoolId != 0)
        {
            _spool!.Forget(batch);
        }

        if (dropped > 0)
        {
            _monitor.HasRoomAgain(dropped);
        }
    }

    /// <summary>Waits until a batch is sealed or the queue is closed. One reader.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _signal.WaitAsync(cancellationToken);

    /// <summary>Seals the open batch and takes no more samples.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _assembler.Seal();
            Signal();
        }
    }

    /// <summary>Empties the closed queue, which nobody sends any more.</summary>
    /// <returns>How many of its samples are lost: those that are not on disk.</returns>
    public int Abandon()
    {
        lock (_gate)
        {
            int lost = (_taken is { SpoolId: 0 } ? _taken.Samples : 0) + _waiting.Clear();
            _taken = null;
            return lost;
        }
    }

    /// <summary>Collects what is sealed, so old, and not on disk.</summary>
    public void CollectUnsaved(TimeSpan age, List<UnsavedRequest> requests)
    {
        lock (_gate)
        {
            if (_taken is { SpoolId: 0 })
            {
                Collect(_taken, age, requests);
            }

            foreach (Batch batch in _waiting)
            {
                Collect(batch, age, requests);
            }
        }
    }

    /// <summary>Writes a taken batch anew for a receiver of 1.0.</summary>
    /// <exception cref="InvalidDataException">The body is damaged.</exception>
    public void Downgrade(Batch batch)
    {
        lock (_gate)
        {
            batch.Downgrade();
        }
    }

    /// <summary>Notes that a collected request is on disk.</summary>
    /// <returns>Whether it still matters: it was not delivered meanwhile.</returns>
    public bool TrySetSaved(in UnsavedRequest request, long id)
    {
        Batch batch = request.Batch;
        lock (_gate)
        {
            (batch.SpoolId, batch.SavedVersion) = (id, request.Version);
            return !batch.IsDone;
        }
    }

    /// <summary>Keeps only so much in memory as the capacity allows, where the rest is on disk.</summary>
    public void Spill()
    {
        lock (_gate)
        {
            _waiting.Spill(_capacity - _assembler.Samples);
            if (_waiting.HasBacklog)
            {
                // The disk may work again.
                Signal();
            }
        }
    }

    /// <summary>Drops a batch that waits.</summary>
    /// <returns>Whether it waited.</returns>
    public bool TryDrop(Batch batch)
    {
        lock (_gate)
        {
            if (batch.IsDone || batch == _taken)
            {
                return false;
            }

            _waiting.Drop(batch);
            return true;
        }
    }

    /// <summary>Notes that a saved batch is no longer on disk.</summary>
    /// <returns>Whether it is lost: it was not in memory.</returns>
    public bool LoseSaved(Batch batch)
    {
        lock (_gate)
        {
            batch.SpoolId = 0;
        }

        return !batch.IsLoaded && TryDrop(batch);
    }

    public void Dispose()
    {
        _assembler.Dispose();
        _signal.Dispose();
    }

    private void OnDue()
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _assembler.SealIfDue();
            }
        }
    }

    private void Collect(Batch batch, TimeSpan age, List<UnsavedRequest> requests)
    {
        if (batch.SpoolId == 0 && !batch.IsDone && _time.GetElapsedTime(batch.OpenedAt) >= age)
        {
            // Its bytes are read without the lock from now on: the buffer must not go to another batch.
            batch.IsRead = true;
            requests.Add(new UnsavedRequest(batch, batch.Version, batch.Body));
        }
    }

    private void Enqueue(Batch batch)
    {
        batch.Queue = this;
        if (_waiting.FreshCount >= MostUntrimmed)
        {
            batch.Trim();
        }

        _waiting.Add(batch);
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
        int most = _spool is { IsWorking: true } ? Math.Max(_capacity, MostUnsaved) : _capacity;
        int dropped = _waiting.DropExcess(most - _assembler.Samples - Math.Min(coming, most));
        _droppedWhileFull += dropped;
        return dropped;
    }
}

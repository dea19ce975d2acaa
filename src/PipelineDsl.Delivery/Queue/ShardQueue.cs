using System.Diagnostics.CodeAnalysis;
using PipelineDsl.Runtime;

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
    private readonly int _capacityWithoutDisk;
    private readonly BatchAssembler _assembler;
    private readonly WaitingBatches _waiting = new();
    private readonly SemaphoreSlim _signal = new(0);
    private long _droppedWhileFull;
    private long _leastWaiting = long.MaxValue;
    private ulong _index;
    private ulong _shards = 1;
    private bool _isClosed;
    private bool _isRetired;
    private long _takenAt;
    private TimeSpan _busy;

    public ShardQueue(
        DestinationOptions options, NegotiatedVersion version, TimeProvider time, BatchPools pools, DeliveryMonitor monitor, Spool? spool)
    {
        (_time, _monitor, _spool, _isFreshFirst) = (time, monitor, spool, options.Spool.FreshFirst);
        _capacity = options.EffectiveCapacity;
        _capacityWithoutDisk = options.Queue.Capacity ?? Math.Max(_capacity, QueueOptions.CapacityWithoutSpool);
        TimeSpan deadline = options.Queue.BatchSendDeadline;
        deadline = spool is not null && options.Spool.Window / 2 < deadline ? options.Spool.Window / 2 : deadline;
        _assembler = new BatchAssembler(options.Queue, deadline, version, time, pools, monitor, Enqueue, OnDue);
        Storage = new ShardStorage(_gate, _waiting, time, Signal);
    }

    /// <summary>The shard as its spool sees it.</summary>
    public ShardStorage Storage { get; }

    /// <summary>The samples neither delivered nor dropped.</summary>
    public long Pending
    {
        get
        {
            lock (_gate)
            {
                return _assembler.Samples + _waiting.FreshSamples + _waiting.BacklogSamples + (_waiting.Taken?.Samples ?? 0);
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
            if (_isRetired || hash % _shards != _index)
            {
                return false;
            }

            isClosed = _isClosed;
            if (!isClosed)
            {
                becameFull = _droppedWhileFull == 0;

                // Room is made before: a scrape larger than the shard would push out its own samples.
                dropped = DropExcess(staged.Total);
                _assembler.Add(staged, frame, table, segments, ref lastBatch);
            }
        }

        if (isClosed)
        {
            _monitor.DroppedAfterStop(staged.Total);
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

    /// <summary>How the shard did since the last call.</summary>
    /// <returns>The fewest samples that waited whenever a batch was taken, and how long batches were being sent.</returns>
    public (long LeastWaiting, TimeSpan Busy) ResetLoad()
    {
        lock (_gate)
        {
            (long least, TimeSpan busy) = (_leastWaiting, _busy);
            (_leastWaiting, _busy) = (long.MaxValue, TimeSpan.Zero);
            return (least == long.MaxValue ? 0 : least, busy);
        }
    }

    /// <summary>Sends metadata after what waits. A shard that is closed leaves it.</summary>
    public void AddMetadata(MetricMetadata[] metadata, int most)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _assembler.AddMetadata(metadata, most);
            }
        }
    }

    /// <summary>Adds a batch that an earlier process left on disk.</summary>
    public void AddSaved(Batch batch)
    {
        batch.Storage = Storage;
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
            _waiting.Taken = batch;
            _takenAt = _time.GetTimestamp();
            _leastWaiting = Math.Min(_leastWaiting, _waiting.FreshSamples + _waiting.BacklogSamples);
            return found;
        }
    }

    /// <summary>Puts a taken batch back, because the disk does not give its body now.</summary>
    public void PutBack(Batch batch)
    {
        lock (_gate)
        {
            _waiting.Taken = null;
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
            _waiting.Taken = null;
            _busy += _time.GetElapsedTime(_takenAt);
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

    /// <summary>Closes the queue, whose targets others have from now on.</summary>
    public void Retire()
    {
        lock (_gate)
        {
            _isRetired = true;
            Close();
        }
    }

    /// <summary>Keeps only so much in memory as the capacity allows, where the rest is on disk.</summary>
    public void Spill() => Storage.Spill(() => _capacity - _assembler.Samples);

    /// <summary>Empties the closed queue, which nobody sends any more.</summary>
    /// <returns>How many of its samples are lost: those that are not on disk.</returns>
    public int Abandon()
    {
        lock (_gate)
        {
            return _waiting.Clear();
        }
    }

    /// <summary>Writes a taken batch anew for a receiver of 1.0.</summary>
    /// <returns>How many samples had to go.</returns>
    /// <exception cref="InvalidDataException">The body is damaged.</exception>
    public int Downgrade(Batch batch)
    {
        lock (_gate)
        {
            return batch.Downgrade();
        }
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

    private void Enqueue(Batch batch)
    {
        batch.Storage = Storage;
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
        int most = _spool is { IsWorking: true } ? Math.Max(_capacity, MostUnsaved) : _capacityWithoutDisk;
        int dropped = _waiting.DropExcess(most - _assembler.Samples - Math.Min(coming, most));
        _droppedWhileFull += dropped;
        return dropped;
    }
}

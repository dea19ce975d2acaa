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
    private readonly DeliveryMonitor _monitor;
    private readonly Spool? _spool;
    private readonly bool _isFreshFirst;
    private readonly int _capacity;
    private readonly int _capacityWithoutDisk;
    private readonly IBatchAssembler _assembler;
    private readonly WaitingBatches _waiting = new();
    private readonly ShardLoad _load;
    private readonly SemaphoreSlim _signal = new(0);
    private long _droppedWhileFull;
    private bool _isClosed;

    /// <param name="options">The limits.</param>
    /// <param name="assembler">Fills batches; it ends with the queue.</param>
    /// <param name="time">The clock.</param>
    /// <param name="monitor">Hears of what is dropped.</param>
    /// <param name="spool">Where batches go that have to wait; <see langword="null"/> for nowhere.</param>
    public ShardQueue(DestinationOptions options, IBatchAssembler assembler, TimeProvider time, DeliveryMonitor monitor, Spool? spool)
    {
        (_assembler, _monitor, _spool, _isFreshFirst) = (assembler, monitor, spool, options.Spool.FreshFirst);
        _capacity = options.EffectiveCapacity;
        _capacityWithoutDisk = options.Queue.Capacity ?? Math.Max(_capacity, QueueOptions.CapacityWithoutSpool);
        assembler.Attach(Enqueue, OnDue);
        _load = new ShardLoad(time);
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

    /// <summary>Guards the queue and its assembler.</summary>
    public Lock Gate => _gate;

    /// <summary>Drops the oldest batches where more samples would not fit. Called under <see cref="Gate"/>, before they are added: a scrape larger
    /// than the shard would push out its own samples.</summary>
    /// <param name="coming">How many samples come.</param>
    /// <param name="room">What was dropped for them.</param>
    /// <returns>Whether the queue is open at all.</returns>
    public bool TryMakeRoom(int coming, out (int Dropped, bool IsFirst) room)
    {
        room = default;
        if (!_isClosed)
        {
            bool hadRoom = _droppedWhileFull == 0;
            int most = _spool is { IsWorking: true } ? Math.Max(_capacity, MostUnsaved) : _capacityWithoutDisk;
            room = (_waiting.DropExcess(most - _assembler.Samples - Math.Min(coming, most)), hadRoom);
            _droppedWhileFull += room.Dropped;
        }

        return !_isClosed;
    }

    /// <summary>Seals the open batch. Called under <see cref="Gate"/>.</summary>
    /// <returns>Ends when everything added until now was sent, or given up.</returns>
    public Task Mark()
    {
        _assembler.Seal();
        Signal();
        return _waiting.Mark();
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
            _load.Taken(_waiting.FreshSamples + _waiting.BacklogSamples);
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
            _load.Done();
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

    /// <summary>How the shard did since the last call.</summary>
    public (long LeastWaiting, TimeSpan Busy) ResetLoad()
    {
        lock (_gate)
        {
            return _load.Reset();
        }
    }

    /// <summary>Writes a taken batch anew for a receiver that knows only an older format.</summary>
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
}

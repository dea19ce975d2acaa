namespace PipelineDsl.Delivery;

/// <summary>The shards of a destination: at first as few as may be, twice as many whenever they lag behind a receiver that works, and half as
/// many once these were enough for a minute.</summary>
/// <remarks>
/// Targets are spread by their hash. When the shards double, half the targets of each go to a new one, which waits until the old one has sent
/// what it had of them. When they halve, new ones take over from two each, and wait until those two have sent what they had.
/// </remarks>
internal sealed class ShardSet : IDisposable
{
    /// <summary>A shard lags when never fewer than so many full requests waited in it.</summary>
    private const int LagRequests = 4;

    /// <summary>So many looks must find the shards idle before they halve.</summary>
    private const int CalmLooks = 6;

    /// <summary>Shards that are busy for less than this share of their time are idle: half of them would still have time to spare.</summary>
    private const double IdleShare = 0.3;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<ShardQueue> _create;
    private readonly Func<ShardQueue, Task, Task> _send;
    private readonly Action<ShardQueue> _end;
    private Task[] _senders = [];
    private (ShardQueue Queue, Task Sender)[] _retired = [];
    private volatile ShardQueue[] _queues = [];
    private long _checkedAt;
    private int _calmLooks;
    private bool _isClosed;

    /// <param name="options">How many shards there may be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="create">Makes a shard's queue.</param>
    /// <param name="send">Starts sending a queue once a task has ended.</param>
    /// <param name="end">Ends a queue that is not used any more.</param>
    public ShardSet(QueueOptions options, TimeProvider time, Func<ShardQueue> create, Func<ShardQueue, Task, Task> send, Action<ShardQueue> end)
    {
        (_options, _time, _create, _send, _end) = (options, time, create, send, end);
        _checkedAt = time.GetTimestamp();
    }

    /// <summary>The queues there are now.</summary>
    public ShardQueue[] Queues => _queues;

    /// <summary>The queues there are, and those that only send what they still have.</summary>
    public ShardQueue[] All
    {
        get
        {
            lock (_gate)
            {
                return [.. _queues, .. _retired.Select(retired => retired.Queue)];
            }
        }
    }

    /// <summary>Opens the first shards.</summary>
    /// <param name="before">What must have been sent before anything of theirs.</param>
    public void Start(Task before)
    {
        ShardQueue[] queues = new ShardQueue[_options.MinShards];
        for (int i = 0; i < queues.Length; i++)
        {
            queues[i] = _create();
            queues[i].Own(i, queues.Length);
        }

        _queues = queues;
        _senders = [.. queues.Select(queue => _send(queue, before))];
    }

    /// <summary>Writes a target's samples to its shard.</summary>
    public void Add(ulong hash, StagedSamples staged, TargetFrame? frame, SeriesTable table, SegmentTable segments, ref long lastBatch)
    {
        ShardQueue[] queues;
        do
        {
            // A shard that gave the target away says so after the new shards are there.
            queues = _queues;
        }
        while (!queues[hash % (ulong)queues.Length].TryAdd(hash, staged, frame, table, segments, ref lastBatch));
    }

    /// <summary>Doubles the shards if one of them lags, and halves them if they were idle for long. Called after a delivery.</summary>
    /// <param name="monitor">Hears of it.</param>
    public void Adapt(DeliveryMonitor monitor)
    {
        int before;
        int now;
        lock (_gate)
        {
            TimeSpan elapsed = _time.GetElapsedTime(_checkedAt);
            if (elapsed < Interval || _isClosed)
            {
                return;
            }

            _checkedAt = _time.GetTimestamp();
            before = _queues.Length;
            Look(elapsed);
            now = _queues.Length;
        }

        if (now > before)
        {
            monitor.Grew(now);
        }
        else if (now < before)
        {
            monitor.Shrank(now);
        }
    }

    /// <summary>Takes no more samples.</summary>
    /// <returns>The end of the sending.</returns>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (ShardQueue queue in _queues)
            {
                queue.Close();
            }

            return Task.WhenAll([.. _senders, .. _retired.Select(retired => retired.Sender)]);
        }
    }

    public void Dispose()
    {
        foreach (ShardQueue queue in All)
        {
            queue.Dispose();
        }
    }

    private void Look(TimeSpan elapsed)
    {
        foreach ((ShardQueue queue, Task _) in _retired.Where(retired => retired.Sender.IsCompleted))
        {
            _end(queue);
        }

        _retired = [.. _retired.Where(retired => !retired.Sender.IsCompleted)];
        bool lags = false;
        TimeSpan busy = TimeSpan.Zero;
        foreach (ShardQueue queue in _queues)
        {
            (long leastWaiting, TimeSpan sending) = queue.ResetLoad();
            lags |= leastWaiting >= (long)LagRequests * _options.MaxSamplesPerSend;
            busy += sending;
        }

        bool isCalm = !lags && busy < elapsed * _queues.Length * IdleShare;
        _calmLooks = isCalm ? _calmLooks + 1 : 0;
        if (lags && _queues.Length * 2 <= _options.MaxShards)
        {
            Grow();
        }
        else if (_calmLooks >= CalmLooks && _queues.Length > _options.MinShards)
        {
            _calmLooks = 0;
            Shrink();
        }
    }

    // Doubling began at the least number, so there are pairs.
    private void Shrink()
    {
        ShardQueue[] old = _queues;
        int half = old.Length / 2;
        ShardQueue[] queues = new ShardQueue[half];
        for (int i = 0; i < half; i++)
        {
            queues[i] = _create();
            queues[i].Own(i, half);
        }

        _queues = queues;
        foreach (ShardQueue queue in old)
        {
            queue.Retire();
        }

        Task[] before = _senders;
        _retired = [.. _retired, .. old.Zip(before)];
        _senders = [.. queues.Select((queue, i) => _send(queue, Task.WhenAll(before[i], before[i + half])))];
    }

    private void Grow()
    {
        ShardQueue[] old = _queues;
        ShardQueue[] queues = new ShardQueue[old.Length * 2];
        old.CopyTo(queues, 0);
        for (int i = old.Length; i < queues.Length; i++)
        {
            queues[i] = _create();
            queues[i].Own(i, queues.Length);
        }

        _queues = queues;
        Task[] senders = new Task[queues.Length];
        _senders.CopyTo(senders, 0);
        for (int i = 0; i < old.Length; i++)
        {
            Task before = old[i].Own(i, queues.Length);
            senders[i + old.Length] = _send(queues[i + old.Length], before);
        }

        _senders = senders;
    }
}

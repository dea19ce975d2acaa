namespace PipelineDsl.Delivery;

/// <summary>The shards of a destination: at first as few as may be, twice as many whenever they lag behind a receiver that works, and half as
/// many once these were enough for a minute.</summary>
/// <remarks>
/// Targets are spread by their hash. When the shards double, half the targets of each go to a new one, which waits until the old one has sent
/// what it had of them. When they halve, new ones take over from two each, and wait until those two have sent what they had.
/// </remarks>
internal sealed class ShardSet<TAssembler> : IDisposable
    where TAssembler : IBatchAssembler
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
    private readonly Func<Shard<TAssembler>> _create;
    private readonly Func<ShardQueue, Task, Task> _send;
    private readonly Action<ShardQueue> _end;
    private Task[] _senders = [];
    private (ShardQueue Queue, Task Sender)[] _retired = [];
    private volatile Shard<TAssembler>[] _shards = [];
    private long _checkedAt;
    private int _calmLooks;
    private bool _isClosed;

    /// <param name="options">How many shards there may be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="create">Makes a shard's queue.</param>
    /// <param name="send">Starts sending a queue once a task has ended.</param>
    /// <param name="end">Ends a queue that is not used any more.</param>
    public ShardSet(QueueOptions options, TimeProvider time, Func<Shard<TAssembler>> create, Func<ShardQueue, Task, Task> send, Action<ShardQueue> end)
    {
        (_options, _time, _create, _send, _end) = (options, time, create, send, end);
        _checkedAt = time.GetTimestamp();
    }

    /// <summary>The queues there are now, and those that only send what they still have.</summary>
    public ShardQueue[] All
    {
        get
        {
            lock (_gate)
            {
                return [.. _shards.Select(shard => shard.Queue), .. _retired.Select(retired => retired.Queue)];
            }
        }
    }

    /// <summary>Opens the first shards.</summary>
    /// <param name="before">What must have been sent before anything of theirs.</param>
    public void Start(Task before)
    {
        Shard<TAssembler>[] shards = Create(_options.MinShards);
        _shards = shards;
        _senders = [.. shards.Select(shard => _send(shard.Queue, before))];
    }

    /// <summary>Writes what a target commits to its shard.</summary>
    public void Add<TAddition>(ulong hash, ref TAddition addition)
        where TAddition : IAddition<TAssembler>, allows ref struct
    {
        Shard<TAssembler>[] shards;
        do
        {
            // A shard that gave the target away says so after the new shards are there.
            shards = _shards;
        }
        while (!shards[hash % (ulong)shards.Length].TryAdd(hash, ref addition));
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
            before = _shards.Length;
            Look(elapsed);
            now = _shards.Length;
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
            foreach (Shard<TAssembler> shard in _shards)
            {
                shard.Queue.Close();
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
        foreach (Shard<TAssembler> shard in _shards)
        {
            (long leastWaiting, TimeSpan sending) = shard.Queue.ResetLoad();
            lags |= leastWaiting >= (long)LagRequests * _options.MaxSamplesPerSend;
            busy += sending;
        }

        bool isCalm = !lags && busy < elapsed * _shards.Length * IdleShare;
        _calmLooks = isCalm ? _calmLooks + 1 : 0;
        if (lags && _shards.Length * 2 <= _options.MaxShards)
        {
            Grow();
        }
        else if (_calmLooks >= CalmLooks && _shards.Length > _options.MinShards)
        {
            _calmLooks = 0;
            Shrink();
        }
    }

    // Doubling began at the least number, so there are pairs.
    private void Shrink()
    {
        Shard<TAssembler>[] old = _shards;
        int half = old.Length / 2;
        Shard<TAssembler>[] shards = Create(half);
        _shards = shards;
        foreach (Shard<TAssembler> shard in old)
        {
            shard.Retire();
        }

        Task[] before = _senders;
        _retired = [.. _retired, .. old.Select(shard => shard.Queue).Zip(before)];
        _senders = [.. shards.Select((shard, i) => _send(shard.Queue, Task.WhenAll(before[i], before[i + half])))];
    }

    private void Grow()
    {
        Shard<TAssembler>[] old = _shards;
        int count = old.Length * 2;
        Shard<TAssembler>[] added = Create(count, from: old.Length);
        _shards = [.. old, .. added];
        Task[] before = [.. old.Select((shard, i) => shard.Own(i, count))];
        _senders = [.. _senders, .. added.Select((shard, i) => _send(shard.Queue, before[i]))];
    }

    private Shard<TAssembler>[] Create(int count, int from = 0)
    {
        Shard<TAssembler>[] shards = new Shard<TAssembler>[count - from];
        for (int i = 0; i < shards.Length; i++)
        {
            shards[i] = _create();
            shards[i].Own(from + i, count);
        }

        return shards;
    }
}

namespace PipelineDsl.Delivery;

/// <summary>The shards of a destination: at first as few as may be, and twice as many whenever they lag behind a receiver that works.</summary>
/// <remarks>
/// Targets are spread by their hash. When the shards double, half the targets of each go to a new one, which waits until the old one has sent
/// what it had of them. Shards are not taken back: idle ones cost little.
/// </remarks>
internal sealed class ShardSet : IDisposable
{
    /// <summary>A shard lags when never fewer than so many full requests waited in it.</summary>
    private const int LagRequests = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<ShardQueue> _create;
    private readonly Func<ShardQueue, Task, Task> _send;
    private readonly List<Task> _senders = [];
    private volatile ShardQueue[] _queues = [];
    private long _checkedAt;
    private bool _isClosed;

    /// <param name="options">How many shards there may be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="create">Makes a shard's queue.</param>
    /// <param name="send">Starts sending a queue once a task has ended.</param>
    public ShardSet(QueueOptions options, TimeProvider time, Func<ShardQueue> create, Func<ShardQueue, Task, Task> send)
    {
        (_options, _time, _create, _send) = (options, time, create, send);
        _checkedAt = time.GetTimestamp();
    }

    /// <summary>The queues there are now.</summary>
    public ShardQueue[] Queues => _queues;

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
        _senders.AddRange(queues.Select(queue => _send(queue, before)));
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

    /// <summary>Doubles the shards if one of them lags. Called after a delivery.</summary>
    /// <returns>How many there are now, if they grew.</returns>
    public int? GrowIfLagging()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_checkedAt) < Interval)
            {
                return null;
            }

            _checkedAt = _time.GetTimestamp();
            bool lags = false;
            foreach (ShardQueue queue in _queues)
            {
                lags |= queue.ResetLeastWaiting() >= (long)LagRequests * _options.MaxSamplesPerSend;
            }

            if (!lags || _isClosed || _queues.Length * 2 > _options.MaxShards)
            {
                return null;
            }

            Grow();
            return _queues.Length;
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

            return Task.WhenAll(_senders);
        }
    }

    public void Dispose()
    {
        foreach (ShardQueue queue in _queues)
        {
            queue.Dispose();
        }
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
        for (int i = 0; i < old.Length; i++)
        {
            Task before = old[i].Own(i, queues.Length);
            _senders.Add(_send(queues[i + old.Length], before));
        }
    }
}

namespace PipelineDsl.Delivery;

/// <summary>The data points of some targets on their way to one sender, in order. When there are too many, the oldest go. Thread-safe.</summary>
internal sealed class OtlpQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<OtlpBatch> _sealed = new();
    private readonly SemaphoreSlim _news = new(0);
    private readonly QueueOptions _options;
    private readonly int _capacity;
    private readonly BoundedPool<OtlpBatch> _pool;
    private readonly DeliveryMonitor _monitor;
    private readonly ITimer _deadline;
    private OtlpBatch? _open;
    private OtlpBatch? _taken;
    private long _waiting;
    private long _droppedSinceFull;
    private bool _isClosed;

    public OtlpQueue(DestinationOptions options, TimeProvider time, BoundedPool<OtlpBatch> pool, DeliveryMonitor monitor)
    {
        (_options, _capacity, _pool, _monitor) = (options.Queue, options.EffectiveCapacity, pool, monitor);
        _deadline = time.CreateTimer(static queue => ((OtlpQueue)queue!).SealOpen(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The most points that fit a request.</summary>
    public int MostPoints => _options.MaxSamplesPerSend;

    /// <summary>The points waiting or being sent.</summary>
    public long Pending
    {
        get
        {
            lock (_gate)
            {
                return _waiting + (_taken?.Points ?? 0);
            }
        }
    }

    public void Add(ReadOnlySpan<byte> metrics, int points, long newest)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                _monitor.DroppedAfterStop(points);
                return;
            }

            if (_open is not null && _open.Points + points > _options.MaxSamplesPerSend)
            {
                Seal();
            }

            if (_open is null)
            {
                _open = _pool.Rent();
                _deadline.Change(_options.BatchSendDeadline, Timeout.InfiniteTimeSpan);
            }

            _open.Add(metrics, points, newest);
            _waiting += points;
            if (_open.Points >= _options.MaxSamplesPerSend)
            {
                Seal();
            }

            DropExcess();
        }
    }

    /// <summary>Takes the oldest full batch, waiting for it.</summary>
    /// <returns><see langword="null"/> when the queue is closed and empty.</returns>
    public async ValueTask<OtlpBatch?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_sealed.TryDequeue(out _taken))
                {
                    _waiting -= _taken.Points;
                    if (_droppedSinceFull > 0)
                    {
                        _monitor.HasRoomAgain(_droppedSinceFull);
                        _droppedSinceFull = 0;
                    }

                    return _taken;
                }

                if (_isClosed)
                {
                    return null;
                }
            }

            await _news.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends with a batch that was taken.</summary>
    public void Done(OtlpBatch batch)
    {
        lock (_gate)
        {
            _taken = null;
        }

        Recycle(batch);
    }

    /// <summary>Takes no more points; what is there can still be taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_open is not null)
            {
                Seal();
            }

            _isClosed = true;
            _news.Release();
        }
    }

    /// <summary>Forgets what was not sent; to be called after the sender has ended.</summary>
    /// <returns>The number of points.</returns>
    public long Abandon()
    {
        lock (_gate)
        {
            long points = _waiting + (_taken?.Points ?? 0);
            _sealed.Clear();
            (_waiting, _taken) = (0, null);
            return points;
        }
    }

    public void Dispose()
    {
        _deadline.Dispose();
        _news.Dispose();
    }

    private void SealOpen()
    {
        lock (_gate)
        {
            if (_open is not null)
            {
                Seal();
            }
        }
    }

    private void Seal()
    {
        _sealed.Enqueue(_open!);
        _open = null;
        _deadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _news.Release();
    }

    private void DropExcess()
    {
        while (_waiting > _capacity && _sealed.TryDequeue(out OtlpBatch? oldest))
        {
            _waiting -= oldest.Points;
            _monitor.DroppedForRoom(oldest.Points, isFirst: _droppedSinceFull == 0);
            _droppedSinceFull += oldest.Points;
            Recycle(oldest);
        }
    }

    private void Recycle(OtlpBatch batch)
    {
        if (batch.IsReusable)
        {
            batch.Clear();
            _pool.Return(batch);
        }
    }
}

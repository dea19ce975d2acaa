namespace PipelineDsl.Scraping.Scheduling;

/// <summary>Starts targets when they are due, with one timer for all of them.</summary>
internal sealed class ScrapeTimer : IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<IScheduled, long> _queue = new();
    private bool _isDisposed;

    public ScrapeTimer(TimeProvider time)
    {
        _time = time;
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((ScrapeTimer)state!).StartDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ticks since this timer was made, on a clock that nobody sets.</summary>
    public long Elapsed => _time.GetElapsedTime(_origin).Ticks;

    /// <summary>When the next target is due; <see langword="null"/> if there is none.</summary>
    public TimeSpan? Next
    {
        get
        {
            lock (_lock)
            {
                return _queue.TryPeek(out _, out long due) ? TimeSpan.FromTicks(Math.Max(0, due - Elapsed)) : null;
            }
        }
    }

    /// <summary>Starts a target once when it is due.</summary>
    public void Add(IScheduled target, long due)
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _queue.Enqueue(target, due);
            if (ReferenceEquals(_queue.Peek(), target))
            {
                SetTimer();
            }
        }
    }

    /// <summary>Forgets a target that waits.</summary>
    public void Remove(IScheduled target)
    {
        lock (_lock)
        {
            _queue.Remove(target, out _, out _);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _queue.Clear();
            _timer.Dispose();
        }
    }

    private void StartDue()
    {
        while (TakeDue() is { } target)
        {
            target.Start();
        }
    }

    private IScheduled? TakeDue()
    {
        lock (_lock)
        {
            if (!_queue.TryPeek(out IScheduled? target, out long due))
            {
                return null;
            }

            if (due <= Elapsed)
            {
                return _queue.Dequeue();
            }

            SetTimer();
            return null;
        }
    }

    private void SetTimer()
    {
        _queue.TryPeek(out _, out long due);
        // Timers drop fractions of a millisecond: fired early, there would be nothing to start.
        long wait = Math.Max(0, due - Elapsed + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }
}

namespace PipelineDsl.Scraping.Scheduling;

/// <summary>Starts targets when they are due, with one timer for all of them.</summary>
internal sealed class ScrapeTimer : IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly DueQueue _queue = new();
    private bool _isDisposed;

    public ScrapeTimer(TimeProvider time)
    {
        _time = time;
        _origin = time.GetTimestamp();
        _timer = ReferenceEquals(time, TimeProvider.System)
            ? new ThreadTimer("Scrape timer", StartDue)
            : time.CreateTimer(static state => ((ScrapeTimer)state!).StartDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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
                return _queue.Count > 0 ? TimeSpan.FromTicks(Math.Max(0, _queue.First.Due - Elapsed)) : null;
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

            _queue.Add(target, due);
            if (ReferenceEquals(_queue.First.Target, target))
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
            _queue.Remove(target);
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
            if (_queue.Count == 0)
            {
                return null;
            }

            (IScheduled target, long due) = _queue.First;
            if (due <= Elapsed)
            {
                _queue.Remove(target);
                return target;
            }

            SetTimer();
            return null;
        }
    }

    private void SetTimer()
    {
        // Timers drop fractions of a millisecond: fired early, there would be nothing to start.
        long wait = Math.Max(0, _queue.First.Due - Elapsed + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }
}

namespace PipelineDsl.Scraping.Scheduling;

/// <summary>Starts targets when they are due, with one timer for all of them.</summary>
internal sealed class ScrapeTimer : IDisposable
{
    // Some timers fire a little early; asking for less than this would spin.
    private static readonly TimeSpan s_minWait = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<IScheduled, long> _queue = new();
    private bool _isDisposed;

    public ScrapeTimer(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static state => ((ScrapeTimer)state!).StartDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When the next target is due; <see langword="null"/> if there is none.</summary>
    public TimeSpan? Next
    {
        get
        {
            lock (_lock)
            {
                return _queue.TryPeek(out _, out long due) ? TimeSpan.FromTicks(Math.Max(0, due - ScrapeClock.Elapsed(_time))) : null;
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

            if (due <= ScrapeClock.Elapsed(_time))
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
        var wait = TimeSpan.FromTicks(due - ScrapeClock.Elapsed(_time));
        _timer.Change(wait < s_minWait && wait > TimeSpan.Zero ? s_minWait : wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}

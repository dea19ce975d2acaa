namespace PipelineDsl.Scraping.Scheduling;

/// <summary>A timer of the system's clock with a thread of its own, which calls back itself and does nothing else.</summary>
/// <remarks>
/// The system's own timers wake a thread to set the time, again when it has come, and another one for the callback: at fifty scrapes a second
/// that was a third of an agent's processor time. And a callback that begins work need not wait for a thread where all are at work.
/// </remarks>
internal sealed class ThreadTimer : ITimer
{
    // Waits drop fractions of a millisecond, and cannot be of any length.
    private static readonly TimeSpan s_fraction = TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond - 1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private readonly Action _callback;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private TimeSpan _due = TimeSpan.MaxValue;
    private bool _isDisposed;

    /// <summary>Makes a timer that is not set.</summary>
    /// <param name="name">The name of the thread, for those who look at the process.</param>
    /// <param name="callback">Called when the time has come. It may set the timer again.</param>
    public ThreadTimer(string name, Action callback)
    {
        _callback = callback;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.UnsafeStart();
    }

    private static TimeSpan Now => TimeProvider.System.GetElapsedTime(0);

    /// <summary>Sets the time of the next call.</summary>
    /// <param name="dueTime">How long from now, or <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    /// <param name="period">Only <see cref="Timeout.InfiniteTimeSpan"/>: each call is set by itself.</param>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(period, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            _due = dueTime == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : Now + dueTime;
            if (Thread.CurrentThread != _thread)
            {
                Monitor.Pulse(_gate);
            }

            return !_isDisposed;
        }
    }

    /// <summary>Ends the thread, after a call that is under way.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Monitor.Pulse(_gate);
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Run()
    {
        while (WaitUntilDue())
        {
            _callback();
        }
    }

    /// <returns>Whether the time has come; else the timer is no longer used.</returns>
    private bool WaitUntilDue()
    {
        lock (_gate)
        {
            while (!_isDisposed)
            {
                TimeSpan wait = _due - Now;
                if (wait <= TimeSpan.Zero)
                {
                    _due = TimeSpan.MaxValue;
                    return true;
                }

                Monitor.Wait(_gate, wait < s_longest ? wait + s_fraction : s_longest);
            }

            return false;
        }
    }
}

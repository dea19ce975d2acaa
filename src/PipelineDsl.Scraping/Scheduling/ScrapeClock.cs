namespace PipelineDsl.Scraping.Scheduling;

/// <summary>A target's timetable: evenly spaced scrapes, told apart from when they really begin.</summary>
internal sealed class ScrapeClock
{
    // Timers jitter: a scrape this close to its time gets that time, since evenly spaced timestamps compress better.
    private const long MaxTolerance = 2;

    private readonly TimeProvider _time;
    private readonly ScrapeTimer _timer;
    private readonly long _interval;
    private long _due;
    private long _alignedTime;

    /// <summary>Plans the first scrape.</summary>
    /// <param name="time">The time.</param>
    /// <param name="timer">Starts the scrapes.</param>
    /// <param name="interval">Time between two scrapes.</param>
    /// <param name="offset">Spreads targets over the interval.</param>
    public ScrapeClock(TimeProvider time, ScrapeTimer timer, TimeSpan interval, ulong offset)
    {
        (_time, _timer) = (time, timer);
        _interval = interval.Ticks;
        long now = time.GetUtcNow().UtcTicks;
        // Timers count in milliseconds.
        long phase = (long)(offset % (ulong)_interval) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond;
        long wait = (phase - (now % _interval) + _interval) % _interval;
        _due = timer.Elapsed + wait;
        _alignedTime = now + wait;
    }

    /// <summary>When the next scrape is due, by <see cref="ScrapeTimer.Elapsed"/>.</summary>
    public long Due => _due;

    /// <summary>How long ago the scrape was due.</summary>
    public TimeSpan Lateness => TimeSpan.FromTicks(_timer.Elapsed - _due);

    /// <summary>Begins a scrape.</summary>
    /// <returns>The timestamp of its samples, in milliseconds.</returns>
    public long Begin()
    {
        long now = _time.GetUtcNow().UtcTicks;
        long tolerance = Math.Min(_interval / 100, MaxTolerance * TimeSpan.TicksPerMillisecond);
        if (now - _alignedTime >= _interval)
        {
            _alignedTime += (now - _alignedTime) / _interval * _interval;
        }
        else if (now < _alignedTime - tolerance)
        {
            // The wall clock was set back.
            _alignedTime = now;
        }

        long at = now - _alignedTime <= tolerance ? _alignedTime : now;
        return (at - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMillisecond;
    }

    /// <summary>Plans the scrape after one that ended. A scrape that took longer than the interval is followed at once, but only by one.</summary>
    public void Advance()
    {
        _due += Math.Max(1, Lateness.Ticks / _interval) * _interval;
    }
}

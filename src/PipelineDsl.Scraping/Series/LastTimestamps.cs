namespace PipelineDsl.Scraping.Series;

/// <summary>The last timestamp of each series, for targets that bring their own. Storages reject what does not come after it.</summary>
internal sealed class LastTimestamps
{
    /// <summary>How far ahead of the scrape a timestamp may be, in milliseconds: Prometheus' 10 minutes.</summary>
    private const long MaxAhead = 10 * 60 * 1000;

    /// <summary>How long series that went are remembered, in milliseconds: storages take nothing that is older than about an hour.</summary>
    private const long MaxAge = 60 * 60 * 1000;

    private const long None = long.MinValue;

    private readonly Dictionary<ulong, long> _gone = [];
    private long[] _last = [];
    private int _goneLimit = 64;

    // The series that get a stale marker if they are not tracked again.
    private NumberSet _tracked = new();
    private NumberSet _trackedBefore = new();

    // New series whose first sample was not looked at yet.
    private readonly NumberSet _new = new();

    /// <summary>Begins when a target brings its first timestamp: so far its samples had the scrapes' time.</summary>
    /// <param name="lines">The lines of the scrape before.</param>
    /// <param name="lastTime">That scrape's time.</param>
    /// <param name="isStale">Whether the series ended then.</param>
    public LastTimestamps(LineTable lines, long lastTime, bool isStale)
    {
        foreach (SampleLine line in lines)
        {
            if (line.IsTracked)
            {
                TryAdvance(line.Series, lastTime);
                if (!isStale)
                {
                    _tracked.Add(line.Series);
                }
            }
        }
    }

    /// <summary>Gives series that come again the timestamps they had when they went.</summary>
    public void Revive(List<NewSeries> series, SeriesNumbers numbers)
    {
        _new.Clear();
        foreach (NewSeries one in series)
        {
            _new.Add(one.Number);
            if (_gone.Remove(numbers.HashOf(one.Number), out long last))
            {
                Last(one.Number) = last;
            }
        }
    }

    /// <summary>Removes the samples of a scrape that a storage would reject, and gives the others their timestamps.</summary>
    /// <param name="workspace">The samples.</param>
    /// <param name="scrapeTime">The timestamp of those that bring none.</param>
    /// <param name="tracksAll">Whether series with timestamps of their own end too when they vanish.</param>
    /// <param name="counts">Counts what is removed.</param>
    public void Filter(ScrapeWorkspace workspace, long scrapeTime, bool tracksAll, ref ScrapeCounts counts)
    {
        (_tracked, _trackedBefore) = (_trackedBefore, _tracked);
        _tracked.Clear();
        workspace.UseTimestamps();
        Span<int> series = workspace.Series;
        Span<double> values = workspace.Values;
        Span<long> timestamps = workspace.Timestamps;
        int kept = 0;
        for (int i = 0; i < series.Length; i++)
        {
            bool isTracked = tracksAll || timestamps[i] == ScrapeWorkspace.NoTimestamp;
            bool isFirst = _new.Remove(series[i]);
            long timestamp = timestamps[i] == ScrapeWorkspace.NoTimestamp ? scrapeTime : timestamps[i];
            ref long last = ref Last(series[i]);
            bool isAhead = timestamp > scrapeTime + MaxAhead;
            // What is refused does not go on; what is repeated does.
            if (isTracked && !isAhead && timestamp >= last)
            {
                _tracked.Add(series[i]);
            }

            if (isAhead || timestamp <= last)
            {
                workspace.Rejected.Add(series[i]);
                counts.TooFarAhead += isAhead ? 1 : 0;
                counts.OutOfOrder += !isAhead && timestamp < last ? 1 : 0;
                counts.SameTimestamp += !isAhead && timestamp == last ? 1 : 0;
                counts.Added -= isFirst ? 1 : 0;
                continue;
            }

            last = timestamp;
            (series[kept], values[kept], timestamps[kept]) = (series[i], values[i], timestamp);
            if (workspace.HasHistograms)
            {
                workspace.Histograms[kept] = workspace.Histograms[i];
            }

            kept++;
        }

        workspace.Truncate(kept);
    }

    /// <summary>Whether a series was tracked the last time and is not now. Says so once.</summary>
    public bool HasEnded(int series) => _trackedBefore.Remove(series) && !_tracked.Contains(series);

    /// <summary>Ends all series: whether one was tracked the last time. Says so once.</summary>
    public bool End(int series) => _tracked.Remove(series);

    /// <summary>Notes a timestamp if it comes after the last.</summary>
    /// <returns>Whether it does.</returns>
    public bool TryAdvance(int series, long timestamp)
    {
        ref long last = ref Last(series);
        if (timestamp <= last)
        {
            return false;
        }

        last = timestamp;
        return true;
    }

    /// <summary>The series is gone and its number is free. Should it come back, older samples of it are still rejected.</summary>
    public void Forget(int series, ulong labelHash, long now)
    {
        ref long last = ref Last(series);
        if (last != None)
        {
            _gone[labelHash] = last;
        }

        last = None;
        _tracked.Remove(series);
        if (_gone.Count > _goneLimit)
        {
            foreach ((ulong hash, long time) in _gone)
            {
                if (time < now - MaxAge)
                {
                    _gone.Remove(hash);
                }
            }

            _goneLimit = Math.Max(64, _gone.Count * 2);
        }
    }

    private ref long Last(int series)
    {
        if (series >= _last.Length)
        {
            int known = _last.Length;
            Array.Resize(ref _last, Math.Max(series + 1, known * 2));
            _last.AsSpan(known).Fill(None);
        }

        return ref _last[series];
    }
}

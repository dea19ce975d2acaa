namespace PipelineDsl.Scraping.Series;

/// <summary>The last timestamp of each series, for targets that bring their own. Storages reject what does not come after it.</summary>
internal sealed class LastTimestamps
{
    /// <summary>How far ahead of the scrape a timestamp may be, in milliseconds: Prometheus' 10 minutes.</summary>
    private const long MaxAhead = 10 * 60 * 1000;

    private const long None = long.MinValue;

    private long[] _last = [];

    /// <summary>Begins when a target brings its first timestamp: so far its samples had the scrapes' time.</summary>
    /// <param name="lines">The lines of the scrape before.</param>
    /// <param name="lastTime">That scrape's time.</param>
    public LastTimestamps(LineTable lines, long lastTime)
    {
        foreach (SampleLine line in lines)
        {
            if (line.IsTracked)
            {
                TryAdvance(line.Series, lastTime);
            }
        }
    }

    /// <summary>Removes the samples of a scrape that a storage would reject, and gives the others their timestamps.</summary>
    public void Filter(ScrapeWorkspace workspace, long scrapeTime, ref ScrapeCounts counts)
    {
        workspace.UseTimestamps();
        Span<int> series = workspace.Series;
        Span<double> values = workspace.Values;
        Span<long> timestamps = workspace.Timestamps;
        int kept = 0;
        for (int i = 0; i < series.Length; i++)
        {
            long timestamp = timestamps[i] == ScrapeWorkspace.NoTimestamp ? scrapeTime : timestamps[i];
            ref long last = ref Last(series[i]);
            if (timestamp > scrapeTime + MaxAhead)
            {
                counts.TooFarAhead++;
            }
            else if (timestamp < last)
            {
                counts.OutOfOrder++;
            }
            else if (timestamp == last)
            {
                counts.SameTimestamp++;
            }
            else
            {
                last = timestamp;
                Keep(workspace, i, kept);
                (series[kept], values[kept], timestamps[kept]) = (series[i], values[i], timestamp);
                kept++;
                continue;
            }

            workspace.Rejected.Add(series[i]);
        }

        workspace.Truncate(kept);
    }

    private static void Keep(ScrapeWorkspace workspace, int from, int to)
    {
        if (workspace.HasHistograms)
        {
            workspace.Histograms[to] = workspace.Histograms[from];
        }
    }

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

    /// <summary>The series' number is free.</summary>
    public void Forget(int series) => Last(series) = None;

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

using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Series;

/// <summary>Hands a target's samples to every destination under the same numbers.</summary>
internal sealed class SampleSink(ITargetAppender[] appenders) : IDisposable
{
    private readonly List<int> _released = [];

    /// <summary>Says what labels a series has.</summary>
    public void Define(int series, LabelSet labels)
    {
        foreach (ITargetAppender appender in appenders)
        {
            appender.Define(series, labels);
        }
    }

    /// <summary>Adds a sample.</summary>
    public void Append(int series, long timestamp, double value)
    {
        foreach (ITargetAppender appender in appenders)
        {
            appender.Append(series, timestamp, value);
        }
    }

    /// <summary>Ends a series.</summary>
    public void AppendStale(int series, long timestamp) => Append(series, timestamp, StaleMarker.Value);

    /// <summary>Adds the samples of a scrape.</summary>
    public void Append(ScrapeWorkspace workspace, long scrapeTime)
    {
        foreach (NewSeries series in workspace.NewSeries)
        {
            Define(series.Number, series.Labels);
        }

        foreach (ITargetAppender appender in appenders)
        {
            Append(appender, workspace, scrapeTime);
        }
    }

    /// <summary>Forgets a series once what was appended is handed over.</summary>
    public void Release(int series) => _released.Add(series);

    /// <summary>Hands over what was appended.</summary>
    public void Commit()
    {
        foreach (ITargetAppender appender in appenders)
        {
            appender.Commit();
            foreach (int series in _released)
            {
                appender.Release(series);
            }
        }

        _released.Clear();
    }

    public void Dispose()
    {
        foreach (ITargetAppender appender in appenders)
        {
            appender.Dispose();
        }
    }

    private static void Append(ITargetAppender appender, ScrapeWorkspace workspace, long scrapeTime)
    {
        Span<int> series = workspace.Series;
        Span<double> values = workspace.Values;
        if (workspace.HasTimestamps)
        {
            Span<long> timestamps = workspace.Timestamps;
            for (int i = 0; i < series.Length; i++)
            {
                appender.Append(series[i], timestamps[i], values[i]);
            }

            return;
        }

        for (int i = 0; i < series.Length; i++)
        {
            appender.Append(series[i], scrapeTime, values[i]);
        }
    }
}

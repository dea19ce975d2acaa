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
    public void AppendStale(int series, long timestamp, bool isHistogram)
    {
        if (!isHistogram)
        {
            Append(series, timestamp, StaleMarker.Value);
            return;
        }

        foreach (ITargetAppender appender in appenders)
        {
            appender.Append(series, timestamp, NativeHistogram.Stale);
        }
    }

    /// <summary>Adds the samples of a scrape.</summary>
    public void Append(ScrapeWorkspace workspace, long scrapeTime)
    {
        foreach (NewSeries series in workspace.NewSeries)
        {
            Define(series.Number, series.Labels);
        }

        foreach (ITargetAppender appender in appenders)
        {
            foreach ((int series, MetricMetadata metadata) in workspace.Descriptions)
            {
                appender.Describe(series, metadata);
            }

            foreach ((int series, long created) in workspace.Created)
            {
                appender.SetCreated(series, created);
            }

            Append(appender, workspace, scrapeTime);
            foreach (SeriesExemplar exemplar in workspace.Exemplars)
            {
                appender.Append(exemplar.Series, exemplar.Exemplar);
            }
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
        if (workspace.HasHistograms)
        {
            AppendMixed(appender, workspace, scrapeTime);
            return;
        }

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

    private static void AppendMixed(ITargetAppender appender, ScrapeWorkspace workspace, long scrapeTime)
    {
        for (int i = 0; i < workspace.Count; i++)
        {
            long timestamp = workspace.HasTimestamps ? workspace.Timestamps[i] : scrapeTime;
            if (workspace.Histograms[i] is { } histogram)
            {
                appender.Append(workspace.Series[i], timestamp, histogram);
            }
            else
            {
                appender.Append(workspace.Series[i], timestamp, workspace.Values[i]);
            }
        }
    }
}

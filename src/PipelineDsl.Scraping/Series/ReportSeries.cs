using System.Text;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Series;

/// <summary>The series by which every scrape reports on itself. They pass the pipeline's rules like any other, once.</summary>
/// <remarks>Prometheus lets them pass unchanged; in Grafana Alloy, and here, a rule that keeps names has to keep <c>up</c> too.</remarks>
internal sealed class ReportSeries
{
    private static readonly string[] s_names =
        ["up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added"];

    private readonly LabelSet?[] _labels = new LabelSet?[s_names.Length];
    private readonly int[] _numbers = new int[s_names.Length];

    /// <summary>Runs the rules on the series of a target.</summary>
    public ReportSeries(SeriesContext context)
    {
        for (int i = 0; i < s_names.Length; i++)
        {
            var labels = new LabelSetBuilder(context.TargetLabels);
            labels.Set("__name__"u8, Encoding.UTF8.GetBytes(s_names[i]));
            var relabeled = new LabelSetBuilder(labels.ToLabelSet());
            bool isKept = context.Rules.Apply(relabeled, out _) && !relabeled.Get("__name__"u8).IsEmpty;
            LabelSet result = relabeled.ToLabelSet();
            _labels[i] = isKept && Array.IndexOf(_labels, result) < 0 ? result : null;
        }

        LabelHashes = [.. _labels.Select(labels => labels is null ? 0 : LabelHash.Compute(labels))];
    }

    /// <summary>Hashes of the labels that no exposed series may have.</summary>
    public ulong[] LabelHashes { get; }

    /// <summary>Whether the series ended or never began.</summary>
    public bool IsStale { get; private set; } = true;

    /// <summary>Makes the series known.</summary>
    public void Define(SeriesNumbers numbers, SampleSink sink)
    {
        for (int i = 0; i < s_names.Length; i++)
        {
            if (_labels[i] is { } labels)
            {
                _numbers[i] = numbers.Take(LabelHashes[i]);
                sink.Define(_numbers[i], labels);
            }
        }
    }

    /// <summary>Adds the report on a scrape, in Prometheus' order.</summary>
    public void Append(SampleSink sink, long timestamp, bool isUp, TimeSpan duration, in ScrapeCounts counts)
    {
        IsStale = false;
        Append(sink, 0, timestamp, isUp ? 1 : 0);
        Append(sink, 1, timestamp, duration.TotalSeconds);
        Append(sink, 2, timestamp, counts.Scraped);
        Append(sink, 3, timestamp, counts.Relabeled);
        Append(sink, 4, timestamp, counts.Added);
    }

    /// <summary>Ends the series: the target is gone.</summary>
    public void AppendStale(SampleSink sink, long timestamp)
    {
        for (int i = 0; i < s_names.Length && !IsStale; i++)
        {
            Append(sink, i, timestamp, StaleMarker.Value);
        }

        IsStale = true;
    }

    private void Append(SampleSink sink, int report, long timestamp, double value)
    {
        if (_labels[report] is not null)
        {
            sink.Append(_numbers[report], timestamp, value);
        }
    }
}

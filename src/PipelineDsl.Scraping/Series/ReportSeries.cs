using System.Text;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Series;

/// <summary>The series by which every scrape reports on itself. They pass the pipeline's rules like any other, once.</summary>
/// <remarks>Prometheus lets them pass unchanged; in Grafana Alloy, and here, a rule that keeps names has to keep <c>up</c> too.</remarks>
internal sealed class ReportSeries
{
    private const int Dropped = -1;

    private readonly ReportValue[] _values;
    private readonly int[] _numbers;
    private LabelSet?[] _labels;

    /// <summary>Runs the rules on the series of a target.</summary>
    public ReportSeries(SeriesContext context)
    {
        _values = ReportValue.For(context.Options);
        _labels = new LabelSet?[_values.Length];
        _numbers = new int[_values.Length];
        for (int i = 0; i < _values.Length; i++)
        {
            var labels = new LabelSetBuilder(context.TargetLabels);
            labels.Set("__name__"u8, Encoding.UTF8.GetBytes(_values[i].Name));
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

    /// <summary>Makes the series known, once.</summary>
    public void Define(SeriesNumbers numbers, SampleSink sink)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            _numbers[i] = Dropped;
            if (_labels[i] is { } labels)
            {
                _numbers[i] = numbers.Take(LabelHashes[i]);
                sink.Define(_numbers[i], labels);
            }
        }

        // Destinations know them from here on.
        _labels = [];
    }

    /// <summary>Adds the report on a scrape, in Prometheus' order.</summary>
    public void Append(SampleSink sink, long timestamp, in ScrapeReport report)
    {
        IsStale = false;
        for (int i = 0; i < _values.Length; i++)
        {
            Append(sink, i, timestamp, _values[i].Value(report));
        }
    }

    /// <summary>Ends the series: the target is gone.</summary>
    public void AppendStale(SampleSink sink, long timestamp)
    {
        for (int i = 0; i < _values.Length && !IsStale; i++)
        {
            Append(sink, i, timestamp, StaleMarker.Value);
        }

        IsStale = true;
    }

    private void Append(SampleSink sink, int report, long timestamp, double value)
    {
        if (_numbers[report] != Dropped)
        {
            sink.Append(_numbers[report], timestamp, value);
        }
    }
}

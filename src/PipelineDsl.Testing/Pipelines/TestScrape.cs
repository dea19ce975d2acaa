using System.Collections.Immutable;
using System.Text;
using PipelineDsl.Relabeling;
using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Series;

namespace PipelineDsl.Testing;

/// <summary>Evaluates a text as the first scrape of a target.</summary>
internal sealed class TestScrape(Pipeline pipeline, LabelSet target, ScrapeTestOptions options)
{
    private readonly long _time = options.Time.ToUnixTimeMilliseconds();

    public ScrapeResult Run(string exposition)
    {
        // The text format's parser wants a line break at the end; a second one is an empty line.
        var format = options.OpenMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
        byte[] body = Encoding.UTF8.GetBytes(options.OpenMetrics ? exposition : exposition + "\n");
        List<ReceivedSample> samples = Evaluate(body, format, pipeline.Metrics, out ScrapeFailure? failure);
        return failure is null
            ? new ScrapeResult([.. samples], Explain(body, format), _time)
            : throw new FormatException($"The scrape fails: {failure.Message}");
    }

    // What the rules got is what a scrape of the same text gives without rules. Without them a scrape may fail over a series that they
    // drop: then there is nothing to explain.
    private ImmutableArray<RelabelExplanation> Explain(byte[] body, ExpositionFormat format)
    {
        if (pipeline.Metrics.Stages.IsEmpty)
        {
            return [];
        }

        IEnumerable<LabelSet> series = Evaluate(body, format, RuleChain.Empty, out _).Select(sample => sample.Labels).Distinct();
        return [.. series.Select(pipeline.Metrics.Explain).Where(explanation => explanation.DroppedBy is not null)];
    }

    private List<ReceivedSample> Evaluate(byte[] body, ExpositionFormat format, RuleChain rules, out ScrapeFailure? failure)
    {
        var context = new SeriesContext(target, pipeline.Scrape, rules);
        var report = new ReportSeries(context);
        var table = new SeriesTable(context, report.LabelHashes);
        using var recorder = new SampleRecorder();
        using var sink = new SampleSink([recorder]);
        report.Define(table.Numbers, sink);
        failure = table.Append(body, format, _time, sink, new ScrapeWorkspace(), out ScrapeCounts counts);
        if (options.ReportSeries)
        {
            report.Append(sink, _time, new ScrapeReport
            {
                IsUp = failure is null,
                Duration = TimeSpan.Zero,
                Counts = counts,
                Timeout = pipeline.Scrape.EffectiveTimeout,
                Limits = pipeline.Scrape.Limits,
                BodySize = body.Length,
                Series = table.SeriesCount,
            });
        }

        sink.Commit();
        return recorder.Samples;
    }
}

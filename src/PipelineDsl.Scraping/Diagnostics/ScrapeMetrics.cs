using System.Diagnostics.Metrics;
using PipelineDsl.Scraping.Series;

namespace PipelineDsl.Scraping.Diagnostics;

/// <summary>What scraping says about itself.</summary>
internal sealed class ScrapeMetrics
{
    public const string MeterName = "PipelineDsl.Scraping";

    private const string Pipeline = "pipeline";
    private const string Reason = "reason";

    private readonly Counter<long> _scrapes;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _samples;
    private readonly Counter<long> _dropped;
    private readonly Histogram<double> _lateness;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _duplicateTargets;
    private readonly UpDownCounter<long> _targets;

    public ScrapeMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(MeterName);
        _targets = meter.CreateUpDownCounter<long>("pipelinedsl.scraping.targets", "{target}", "Active targets of a pipeline.");
        _duplicateTargets = meter.CreateCounter<long>(
            "pipelinedsl.scraping.targets.duplicate", "{target}", "Targets not scraped because another has the same labels and URL.");
        _scrapes = meter.CreateCounter<long>("pipelinedsl.scraping.scrapes", "{scrape}", "Scrapes, failed ones included.");
        _failures = meter.CreateCounter<long>("pipelinedsl.scraping.scrapes.failed", "{scrape}", "Failed scrapes, by reason.");
        _lateness = meter.CreateHistogram<double>("pipelinedsl.scraping.lateness", "s", "How long after their time scrapes begin.");
        _duration = meter.CreateHistogram<double>("pipelinedsl.scraping.duration", "s", "How long scrapes take.");
        _samples = meter.CreateCounter<long>("pipelinedsl.scraping.samples", "{sample}", "Samples read, before relabelling.");
        _dropped = meter.CreateCounter<long>(
            "pipelinedsl.scraping.samples.dropped", "{sample}", "Samples not handed over, by reason.");
    }

    public void TargetsChanged(string pipeline, int change) => _targets.Add(change, new KeyValuePair<string, object?>(Pipeline, pipeline));

    public void TargetsDuplicate(string pipeline, int count) =>
        _duplicateTargets.Add(count, new KeyValuePair<string, object?>(Pipeline, pipeline));

    public void Began(string pipeline, TimeSpan lateness) =>
        _lateness.Record(lateness.TotalSeconds, new KeyValuePair<string, object?>(Pipeline, pipeline));

    public void Scraped(string pipeline, string? failure, TimeSpan duration, in ScrapeCounts counts)
    {
        var tag = new KeyValuePair<string, object?>(Pipeline, pipeline);
        _scrapes.Add(1, tag);
        _duration.Record(duration.TotalSeconds, tag);
        _samples.Add(counts.Scraped, tag);
        if (failure is not null)
        {
            _failures.Add(1, tag, new(Reason, failure));
        }

        Drop(counts.Scraped - counts.Relabeled, "rule", tag);
        Drop(counts.Duplicates, "duplicate", tag);
        Drop(counts.OutOfOrder, "out_of_order", tag);
        Drop(counts.SameTimestamp, "same_timestamp", tag);
        Drop(counts.TooFarAhead, "too_far_ahead", tag);
        Drop(counts.LeftOut, "series_limit", tag);
    }

    private void Drop(int count, string reason, KeyValuePair<string, object?> tag)
    {
        if (count > 0)
        {
            _dropped.Add(count, tag, new(Reason, reason));
        }
    }
}

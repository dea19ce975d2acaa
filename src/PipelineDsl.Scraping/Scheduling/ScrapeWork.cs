using Microsoft.Extensions.Logging;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Http;
using PipelineDsl.Scraping.Series;
using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Scraping.Scheduling;

/// <summary>What the targets of a job share.</summary>
/// <param name="pipeline">The name in logs and metrics.</param>
/// <param name="job">What is scraped, and how.</param>
/// <param name="writers">Where samples go.</param>
/// <param name="engine">What the jobs share.</param>
/// <param name="logger">Where changes are told.</param>
internal sealed class ScrapeWork(
    string pipeline, ScrapeJob job, IReadOnlyList<IDestinationWriter> writers, ScrapeEngine engine, ILogger logger) : IDisposable
{
    private readonly SharedLines _lines = new();
    private volatile ScrapeFailure? _targetLimit;

    public string Pipeline => pipeline;

    public ScrapeOptions Options => job.Scrape;

    public ScrapeEngine Engine => engine;

    public ILogger Logger => logger;

    public ScrapeClient Client { get; } = new(job.Scrape, engine.Http.Rent(job.Scrape.Http), engine.Buffers);

    /// <summary>How bodies are read whose content type says nothing.</summary>
    public ExpositionFormat? Fallback { get; } = job.Scrape.FallbackProtocol switch
    {
        ScrapeProtocol.OpenMetricsText100 or ScrapeProtocol.OpenMetricsText001 => ExpositionFormat.OpenMetrics,
        ScrapeProtocol.PrometheusText100 or ScrapeProtocol.PrometheusText004 => ExpositionFormat.Text,
        ScrapeProtocol.PrometheusProto => ExpositionFormat.Protobuf,
        _ => null,
    };

    /// <summary>Whether targets are asked for protobuf.</summary>
    public bool AsksForProtobuf { get; } = job.Scrape.EffectiveProtocols.Contains(ScrapeProtocol.PrometheusProto);

    /// <summary>Why no target is scraped: the job has too many.</summary>
    public ScrapeFailure? TargetLimit
    {
        get => _targetLimit;
        set => _targetLimit = value;
    }

    public SeriesContext ContextOf(LabelSet targetLabels) => new(targetLabels, job.Scrape, job.Metrics) { Exposed = job.Exposed, SharedLines = _lines };

    public SampleSink OpenSink(TargetDefinition target)
    {
        var scraped = new ScrapedTarget(target.Identity, target.Labels, target.Url, target.Discovered);
        return new SampleSink([.. writers.Select(writer => writer.OpenTarget(scraped))]);
    }

    public void Dispose() => Client.Dispose();
}

using System.Text;
using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Series;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Series;

/// <summary>A series table with a destination that remembers.</summary>
internal sealed class SeriesTableHarness
{
    private readonly ScrapeWorkspace _workspace = new();

    public SeriesTableHarness(SeriesContext? context = null)
    {
        Context = context ?? NewContext();
        Table = new SeriesTable(Context, []);
        Sink = new SampleSink([Appender]);
    }

    public SeriesContext Context { get; }

    public SeriesTable Table { get; }

    public RecordingAppender Appender { get; } = new();

    public SampleSink Sink { get; }

    public ScrapeCounts Counts { get; private set; }

    public ScrapeFailure? Error { get; private set; }

    public static SeriesContext NewContext(
        bool honorLabels = false,
        bool honorTimestamps = true,
        Action<MetricRules>? rules = null,
        Func<ScrapeOptions, ScrapeOptions>? options = null,
        params ReadOnlySpan<(string, string)> labels)
    {
        Metrics metrics = Discover.Static("a:1").Scrape(options);
        RuleChain chain = (rules is null ? metrics : metrics.Relabel(rules)).ForwardTo(new Destination("x")).Metrics;
        ScrapeOptions scrape = ScrapeOptions.Default with { HonorLabels = honorLabels, HonorTimestamps = honorTimestamps };
        return new SeriesContext(LabelSet.Of(labels), options?.Invoke(scrape) ?? scrape, chain);
    }

    /// <summary>Scrapes a body and gives back what the destination got, each sample with its labels, value and timestamp.</summary>
    public List<string> Scrape(string body, long time = 1000, ExpositionFormat format = ExpositionFormat.Text) =>
        Scrape(Encoding.UTF8.GetBytes(format == ExpositionFormat.Text ? body + "\n" : body), time, format);

    public List<string> Scrape(byte[] body, long time, ExpositionFormat format)
    {
        Error = Table.Append(body, format, time, Sink, _workspace, out ScrapeCounts counts);
        Counts = counts;
        if (Error is not null)
        {
            Table.AppendAllStale(time, Sink);
        }

        Sink.Commit();
        return [.. Appender.Commits[^1].Select(s => $"{s.Labels} {(StaleMarker.IsStale(s.Value) ? "stale" : $"{s.Value:R}")} {s.Timestamp}")];
    }
}

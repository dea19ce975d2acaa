using System.Globalization;
using PipelineDsl.Delivery;
using PipelineDsl.EndToEnd.Peers;
using PipelineDsl.Testing.RemoteWrite;
using PipelineDsl.Tests.Shared;

namespace PipelineDsl.EndToEnd.SideBySide;

/// <summary>The same targets, scraped by Prometheus and by us: what is stored is the same.</summary>
public sealed class SideBySideTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private static readonly (string Name, string Path, string Settings, Func<ScrapeOptions, ScrapeOptions> Options)[] s_jobs =
    [
        ("churn", "/churn", "", o => o),
        ("honor", "/churn", "honor_labels: true", o => o with { HonorLabels = true }),
        ("times", "/times", "", o => o),
        ("tracked", "/times", "track_timestamps_staleness: true", o => o with { TrackTimestampsStaleness = true }),
        ("ignored", "/times", "honor_timestamps: false", o => o with { HonorTimestamps = false }),
        ("limited", "/limited", "sample_limit: 5", o => o with { Limits = new ScrapeLimits { Samples = 5 } }),
        ("open", "/open", "", o => o),
        ("proto", "/proto", "scrape_protocols: [PrometheusProto]", o => o with { Protocols = [ScrapeProtocol.PrometheusProto] }),
        ("native", "/native", "scrape_protocols: [PrometheusProto]", o => o with { Histograms = new HistogramOptions { ScrapeNative = true } }),
        ("classic", "/native", "scrape_protocols: [PrometheusProto]\n  always_scrape_classic_histograms: true",
            o => o with { Histograms = new HistogramOptions { ScrapeNative = true, AlwaysScrapeClassic = true } }),
        ("custom", "/churn", "convert_classic_histograms_to_nhcb: true", o => o with { Histograms = new HistogramOptions { ConvertClassicToNhcb = true } }),
        ("removed", "/removed", "", o => o),
    ];

    [Fact]
    public async Task Both_stores_hold_the_same_series_and_samples()
    {
        long start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 60_000;
        await using ScriptedTargets targets = await ScriptedTargets.StartAsync(Answers(start));
        string folder = Directory.CreateTempSubdirectory("targets-").FullName;
        string list = Path.Combine(folder, "targets.json");
        await File.WriteAllTextAsync(list, $"[{{\"targets\": [\"{targets.Address}\"]}}]");
        await using PrometheusServer theirs = await PrometheusServer.StartAsync(Configuration(targets.Address, list));
        await using PrometheusServer ours = await PrometheusServer.StartAsync();
        await using TestHost host = await StartAsync(targets.Address, list, ours);

        await Eventually.HoldsAsync("the target that goes was scraped", s_patience,
            () => Task.FromResult(targets.Scrapes(PathOf("removed")) > Scripts.ScrapesBeforeRemoval), host.Logs.ToString);
        await File.WriteAllTextAsync(list, "[]");
        await Eventually.HoldsAsync("both scraped all others often enough", s_patience,
            () => Task.FromResult(s_jobs.Where(job => job.Name != "removed").All(job => targets.Scrapes(PathOf(job.Name)) > Scripts.Scrapes)), host.Logs.ToString);
        await Eventually.HoldsAsync("both stores have them", s_patience, async () => await HasAllAsync(theirs) && await HasAllAsync(ours), host.Logs.ToString);

        IReadOnlyList<TimeSeries> theirSeries = await theirs.ReadAsync();
        IReadOnlyList<TimeSeries> ourSeries = await ours.ReadAsync();
        SortedDictionary<string, string> expected = Store.Describe(theirSeries, Scrapes, start);
        SortedDictionary<string, string> expectedExemplars = Store.DescribeExemplars(await theirs.ReadExemplarsAsync(), theirSeries, Scrapes);
        int histograms = theirSeries.Sum(series => series.Histograms.Count);
        TestContext.Current.SendDiagnosticMessage($"{expected.Count} series, {histograms} native histograms, {expectedExemplars.Count} series with exemplars");
        expected.Count.ShouldBeGreaterThan(100);
        histograms.ShouldBeGreaterThan(100);
        expectedExemplars.Count.ShouldBeGreaterThan(3);
        Differences(expected, Store.Describe(ourSeries, Scrapes, start)).ShouldBeEmpty();
        Differences(expectedExemplars, Store.DescribeExemplars(await ours.ReadExemplarsAsync(), ourSeries, Scrapes)).ShouldBeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    private static int Scrapes(string path) => path == PathOf("removed") ? Scripts.ScrapesBeforeRemoval : Scripts.Scrapes;

    private static string PathOf(string job) => s_jobs.Single(j => j.Name == job).Path + "/" + job;

    private static IEnumerable<string> Differences(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual) =>
        from series in expected.Keys.Union(actual.Keys).Order(StringComparer.Ordinal)
        let one = expected.GetValueOrDefault(series, "nothing")
        let other = actual.GetValueOrDefault(series, "nothing")
        where one != other
        select $"\n{series}\n  Prometheus  {one}\n  PipelineDsl {other}";

    // A stale marker of the target that went is the last thing to come.
    private static async Task<bool> HasAllAsync(PrometheusServer store)
    {
        var series = (await store.ReadAsync()).Where(s => s.Labels.Any(l => l is { Name: "__name__", Value: "up" })).ToList();
        return series.Count == s_jobs.Length && series.All(s => s.Samples.Count > (s.Labels.Any(l => l.Value == "removed") ? 0 : Scripts.Scrapes))
            && (await store.QueryAsync("up{job=\"removed\"}")).Count == 0;
    }

    private static Dictionary<string, Func<int, ScriptedAnswer>> Answers(long start) => s_jobs.ToDictionary(job => PathOf(job.Name), job =>
    {
        Func<int, ScriptedAnswer> script = job.Path switch
        {
            "/churn" => Scripts.Churn,
            "/times" => Scripts.Timestamps(start),
            "/limited" => Scripts.Limited,
            "/open" => Scripts.OpenMetrics,
            "/proto" => Scripts.Protobuf,
            "/native" => Scripts.Native(start),
            _ => Scripts.Plain,
        };
        return new Func<int, ScriptedAnswer>(k => script(Math.Min(k, Scripts.Scrapes - 1)));
    });

    private static string Configuration(string address, string list)
    {
        string jobs = string.Concat(s_jobs.Select(job => $$"""
            - job_name: {{job.Name}}
              metrics_path: {{PathOf(job.Name)}}
              {{(job.Settings.Length > 0 ? job.Settings : "honor_labels: false")}}
              {{(job.Name == "removed" ? $"file_sd_configs: [{{files: ['{list}'], refresh_interval: 1s}}]" : $"static_configs: [{{targets: ['{address}']}}]")}}
              relabel_configs: [{source_labels: [__metrics_path__], target_label: path}]

            """));
        return $"global: {{scrape_interval: 1s, scrape_timeout: 900ms}}\nscrape_configs:\n{jobs}";
    }

    private static Task<TestHost> StartAsync(string address, string list, PrometheusServer store)
    {
        var configuration = new Dictionary<string, string?>();
        foreach (string message in (string[])[RemoteWriteMessages.Version1, RemoteWriteMessages.Version2])
        {
            configuration[$"Destinations:{message}:Url"] = store.WriteUrl.ToString();
            configuration[$"Destinations:{message}:ProtobufMessage"] = message;
            configuration[$"Destinations:{message}:SendNativeHistograms"] = "true";
            configuration[$"Destinations:{message}:Queue:BatchSendDeadline"] = "00:00:00.500";
        }

        return TestHost.StartAsync(configuration, builder =>
        {
            foreach (var job in s_jobs)
            {
                builder.AddPipeline(job.Name, services => PipelineOf(job.Name, job.Options, address, list, services));
            }
        });
    }

    private static Pipeline PipelineOf(string job, Func<ScrapeOptions, ScrapeOptions> options, string address, string list, IServiceProvider services)
    {
        ScrapeOptions Options(ScrapeOptions o) => options(o) with { Interval = 1.Seconds(), Timeout = TimeSpan.FromMilliseconds(900), MetricsPath = PathOf(job) };
        // Only the message of 2.0 can hold histograms with custom buckets.
        Destination store = ((Destinations)services.GetService(typeof(Destinations))!)[job == "custom" ? RemoteWriteMessages.Version2 : RemoteWriteMessages.Version1];
        return job == "removed"
            ? Discover.File(list).Relabel(rules => rules.Copy("__metrics_path__", "path")).Scrape(Options).ForwardTo(store)
            : Discover.Static(address).Relabel(rules => rules.Copy("__metrics_path__", "path")).Scrape(Options).ForwardTo(store);
    }
}

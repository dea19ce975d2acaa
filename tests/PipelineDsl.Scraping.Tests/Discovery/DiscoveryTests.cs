using Microsoft.Extensions.Time.Testing;
using PipelineDsl.Discovery;
using PipelineDsl.Http;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Discovery;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task Static_targets_are_reported_once()
    {
        var observer = new Observer();
        var discovery = new StaticDiscovery();
        var source = new StaticSource(["a:1", "b:2"]);
        discovery.CanDiscover(source).ShouldBeTrue();
        await discovery.RunAsync(source, observer, TestContext.Current.CancellationToken);
        observer.Groups["static"].ShouldBe(["{__address__=\"a:1\"}", "{__address__=\"b:2\"}"]);
        observer.Synchronisations.ShouldBe(1);
    }

    [Fact]
    public async Task A_list_is_read_again_and_survives_its_failures()
    {
        await using TestTarget server = await TestTarget.StartAsync(
            """[{"targets": ["a:1", "b:2"], "labels": {"team": "blue", "__metrics_path__": "/m"}, "more": [{}]}, {"targets": ["c:3"]}]""");
        server.ContentType = "application/json; charset=utf-8";
        var url = new Uri($"http://{server.Address}/targets");
        var time = new FakeTimeProvider();
        var logger = new RecordingLogger();
        var observer = new Observer();
        using var discovery = new HttpDiscovery(time, logger);
        using var stopping = new CancellationTokenSource();
        Task running = discovery.RunAsync(new HttpSource(url), observer, stopping.Token);

        await ScrapeHarness.UntilAsync(() => observer.Synchronisations == 1);
        string meta = $"__meta_url=\"{url}\"";
        observer.Groups[$"{url}:0"].ShouldBe(
        [
            $"{{__address__=\"a:1\", {meta}, __metrics_path__=\"/m\", team=\"blue\"}}",
            $"{{__address__=\"b:2\", {meta}, __metrics_path__=\"/m\", team=\"blue\"}}",
        ]);
        observer.Groups[$"{url}:1"].ShouldBe([$"{{__address__=\"c:3\", {meta}}}"]);
        server.Requests.First().Headers["X-Prometheus-Refresh-Interval-Seconds"].ShouldBe("60");

        server.Body = "{}";
        time.Advance(TimeSpan.FromSeconds(60));
        await ScrapeHarness.UntilAsync(() => !logger.Lines.IsEmpty);
        time.Advance(TimeSpan.FromSeconds(60));
        await ScrapeHarness.UntilAsync(() => server.Requests.Count == 3);
        observer.Groups.Count.ShouldBe(2);
        server.Body = """[{"targets": ["a:1"]}]""";
        time.Advance(TimeSpan.FromSeconds(60));
        await ScrapeHarness.UntilAsync(() => observer.Synchronisations > 1);

        observer.Groups[$"{url}:0"].ShouldBe([$"{{__address__=\"a:1\", {meta}}}"]);
        observer.Groups[$"{url}:1"].ShouldBeEmpty();
        logger.Lines.ShouldBe(
        [
            $"Warning: The list of targets at {url} cannot be read, its last targets stay: not a list of targets: "
                + "expected a list of groups but got StartObject.",
            $"Information: The list of targets at {url} can be read again: 1 groups, 1 targets",
        ]);
        await stopping.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_list_is_asked_for_with_the_sources_credentials()
    {
        await using TestTarget server = await TestTarget.StartAsync("""[{"targets": ["a:1"]}]""");
        server.ContentType = "application/json";
        var url = new Uri($"http://{server.Address}/targets");
        var observer = new Observer();
        using var discovery = new HttpDiscovery(new FakeTimeProvider(), new RecordingLogger());
        using var stopping = new CancellationTokenSource();
        var http = new HttpClientOptions { Authentication = new HeaderAuthentication(Secret.FromValue("t")) };
        Task running = discovery.RunAsync(new HttpSource(url) { Http = http }, observer, stopping.Token);
        await ScrapeHarness.UntilAsync(() => observer.Synchronisations == 1);
        server.Requests.Single().Headers["Authorization"].ShouldBe("Bearer t");
        server.Requests.Single().Headers["Accept-Encoding"].ShouldBe("gzip");
        await stopping.CancelAsync();
        await running;
    }

    private sealed class Observer : ITargetObserver
    {
        public Dictionary<string, IReadOnlyList<string>> Groups { get; } = [];

        public volatile int Synchronisations;

        public void Update(string group, IReadOnlyList<LabelSet> targets) => Groups[group] = [.. targets.Select(t => t.ToString())];

        public void Synced() => Synchronisations++;
    }
}

using Microsoft.Extensions.Time.Testing;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Scraping;

public sealed class ScrapePoolTests
{
    private static readonly string[] s_report =
        ["up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added"];

    [Fact]
    public async Task Samples_are_followed_by_the_report_in_Prometheus_order()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\nb{x=\"y\"} 2\n");
        await using var harness = new ScrapeHarness();
        harness.Update(target.Address);

        IReadOnlyList<RecordedSample> samples = await harness.ScrapeAsync();

        samples.Select(s => s.Name).ShouldBe(["a", "b", .. s_report]);
        samples.Select(s => s.Value).ShouldBe([1, 2, 1, samples[3].Value, 2, 2, 2]);
        samples[1].Labels.ToString().ShouldBe($"{{__name__=\"b\", instance=\"{target.Address}\", job=\"shop\", x=\"y\"}}");
        samples[2].Labels.ToString().ShouldBe($"{{__name__=\"up\", instance=\"{target.Address}\", job=\"shop\"}}");
        samples.ShouldAllBe(s => s.Timestamp == harness.Time.GetUtcNow().ToUnixTimeMilliseconds());
        (await harness.Second.NextCommitAsync()).ShouldBe(samples);
    }

    [Fact]
    public async Task The_report_passes_the_rules()
    {
        await using TestTarget target = await TestTarget.StartAsync("processor_x 1\nother 2\n");
        await using var harness = new ScrapeHarness(metrics: rules => rules.Keep(Metric.Name, "up|processor.*"));
        harness.Update(target.Address);
        (await harness.ScrapeAsync()).Select(s => s.Name).ShouldBe(["processor_x", "up"]);
        harness.Meters.Totals["pipelinedsl.scraping.samples.dropped shop,rule"].ShouldBe(1);
    }

    [Fact]
    public async Task A_vanished_series_gets_a_stale_marker()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\nb 2\n");
        await using var harness = new ScrapeHarness();
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        target.Body = "a 1\n";
        IReadOnlyList<RecordedSample> samples = await harness.ScrapeAsync();
        samples.Where(s => s.IsStale).Select(s => s.Name).ShouldBe(["b"]);
        samples.Select(s => s.Name).ShouldBe(["a", "b", .. s_report]);
    }

    [Fact]
    public async Task A_failed_scrape_ends_all_series_but_the_report()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\nb 2\n");
        await using var harness = new ScrapeHarness();
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        target.Handler = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        IReadOnlyList<RecordedSample> samples = await harness.ScrapeAsync();
        samples.Where(s => s.IsStale).Select(s => s.Name).ShouldBe(["a", "b"]);
        samples.Single(s => s.Name == "up").Value.ShouldBe(0);

        (await harness.ScrapeAsync()).ShouldAllBe(s => !s.IsStale);
        target.Handler = null;
        samples = await harness.ScrapeAsync();
        samples.Select(s => s.Name).ShouldBe(["a", "b", .. s_report]);
        harness.Logger.Lines.Count(l => l.Contains("fail: the target answered 500 Internal Server Error", StringComparison.Ordinal)).ShouldBe(1);
        harness.Logger.Lines.Count(l => l.StartsWith("Information", StringComparison.Ordinal) && l.EndsWith("succeed again", StringComparison.Ordinal))
            .ShouldBe(1);
        harness.Meters.Totals["pipelinedsl.scraping.scrapes.failed shop,status"].ShouldBe(2);
    }

    [Fact]
    public async Task An_empty_body_ends_all_series_and_the_target_is_up()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        await using var harness = new ScrapeHarness();
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        target.Body = "";
        IReadOnlyList<RecordedSample> samples = await harness.ScrapeAsync();
        samples.Where(s => s.IsStale).Select(s => s.Name).ShouldBe(["a"]);
        samples.Single(s => s.Name == "up").Value.ShouldBe(1);
    }

    [Fact]
    public async Task A_target_that_goes_ends_all_its_series_and_the_report()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        await using var harness = new ScrapeHarness();
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        harness.Time.Advance(TimeSpan.FromSeconds(1));

        harness.Update();

        IReadOnlyList<RecordedSample> samples = await harness.Writer.NextCommitAsync();
        samples.Select(s => s.Name).ShouldBe(["a", .. s_report]);
        samples.ShouldAllBe(s => s.IsStale && s.Timestamp == harness.Time.GetUtcNow().ToUnixTimeMilliseconds());
        harness.Writer.Appenders.Single().IsDisposed.ShouldBeTrue();
        harness.Pool.GetTargets().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stopped_process_ends_no_series()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        var harness = new ScrapeHarness();
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        await harness.DisposeAsync();
        harness.Writer.TryGetCommit(out _).ShouldBeFalse();
        harness.Writer.Appenders.Single().IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task An_unchanged_target_keeps_its_series()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        await using var harness = new ScrapeHarness();
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        harness.Update(target.Address, "127.0.0.1:1");
        harness.Update(target.Address);
        harness.Pool.Update("other", [LabelSet.Of(("__address__", target.Address))]);
        harness.Pool.Update("group", []);
        await harness.ScrapeAsync();
        harness.Writer.Appenders.First().Definitions.ShouldBe(6);
        harness.Writer.Appenders.First().Commits.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_target_listed_twice_is_scraped_once()
    {
        await using var harness = new ScrapeHarness();
        harness.Update("127.0.0.1:1", "127.0.0.1:1");
        harness.Pool.GetTargets().Count.ShouldBe(1);
        harness.Pool.DuplicateCount.ShouldBe(1);
        harness.Meters.Totals["pipelinedsl.scraping.targets.duplicate shop"].ShouldBe(1);
        harness.Update("127.0.0.1:1");
        harness.Pool.DuplicateCount.ShouldBe(0);
        harness.Pool.GetTargets().Count.ShouldBe(1);
        harness.Meters.Totals["pipelinedsl.scraping.targets shop"].ShouldBe(1);
    }

    [Fact]
    public async Task Dropped_and_invalid_targets_are_told_about_once()
    {
        await using var harness = new ScrapeHarness(targets: rules => rules.Keep(Target.Address, "good:.*|bad/x", 7, "Pipelines.cs"));
        for (int i = 0; i < 2; i++)
        {
            harness.Update("good:1", "other:1", "bad/x");
        }

        harness.Pool.GetDroppedTargets().Select(d => (d.Reason, d.IsInvalid)).ShouldBe(
            [("keep [__address__] =~ \"good:.*|bad/x\" (Pipelines.cs:7)", false), ("'bad/x' is no address: it holds a slash", true)]);
        harness.Pool.DroppedCount.ShouldBe(2);
        harness.Logger.Lines.ShouldBe(
        [
            "Debug: shop: target of group dropped by rule keep [__address__] =~ \"good:.*|bad/x\" (Pipelines.cs:7)",
            "Warning: shop: target cannot be scraped, 'bad/x' is no address: it holds a slash: {__address__=\"bad/x\"}",
            "Information: shop: target added http://good:1/metrics {instance=\"good:1\", job=\"shop\"}",
        ]);
    }

    [Fact]
    public async Task Targets_that_wait_have_no_timers_of_their_own()
    {
        var time = new CountingTime();
        using var meters = new TestMeterFactory();
        using var engine = new ScrapeEngine(time, meters);
        ScrapeJob job = Discover.Static("unused:1").Scrape().ForwardTo(new Destination("x")).ToJob("shop");
        await using var pool = new ScrapePool("shop", job, [new RecordingWriter()], engine, new RecordingLogger());
        pool.Update("group", [.. Enumerable.Range(0, 10_000).Select(i => LabelSet.Of(("__address__", $"10.0.{i / 256}.{i % 256}:9100")))]);
        pool.GetTargets().Count.ShouldBe(10_000);
        time.Timers.ShouldBe(1);
        pool.Update("group", []);
        engine.Timer.Next.ShouldBeNull();
    }

    private sealed class CountingTime : FakeTimeProvider
    {
        public int Timers { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}

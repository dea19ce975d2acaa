using System.IO.Compression;
using System.Text;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Scraping;

public sealed class ScrapeLimitTests
{
    private static readonly string[] s_report =
        ["up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added"];

    private static readonly string[] s_extra = ["scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes"];

    [Fact]
    public async Task Extra_metrics_follow_the_report()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        await using var harness = new ScrapeHarness(options => options with
        {
            ExtraMetrics = true, Timeout = TimeSpan.FromSeconds(7), Limits = new ScrapeLimits { Samples = 10 },
        });
        harness.Update(target.Address);
        IReadOnlyList<RecordedSample> samples = await harness.ScrapeAsync();
        samples.Select(s => s.Name).ShouldBe(["a", .. s_report, .. s_extra]);
        samples.TakeLast(3).Select(s => s.Value).ShouldBe([7, 10, 4]);
    }

    [Fact]
    public async Task Too_many_samples_fail_the_scrape_and_end_the_series()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\nb 2\n");
        await using var harness = new ScrapeHarness(
            options => options with { Limits = new ScrapeLimits { Samples = 2 } }, rules => rules.Drop(Metric.Name, "dropped"));
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        target.Body = "a 1\nb 2\nc 3\ndropped 4\n";
        for (int i = 0; i < 2; i++)
        {
            IReadOnlyList<RecordedSample> samples = await harness.ScrapeAsync();
            samples.Select(s => s.Name).ShouldBe(i == 0 ? ["a", "b", .. s_report] : s_report);
            samples.Where(s => s.IsStale).Select(s => s.Name).ShouldBe(i == 0 ? ["a", "b"] : []);
            Report(samples).ShouldBe([0, 4, 3, 0]);
        }

        harness.Pool.GetTargets().Single().LastError.ShouldBe("sample_limit exceeded: 3 samples, the limit is 2");
        harness.Meters.Totals["pipelinedsl.scraping.scrapes.failed shop,sample_limit"].ShouldBe(2);
        target.Body = "a 1\nb 2\n";
        (await harness.ScrapeAsync()).Select(s => s.Name).ShouldBe(["a", "b", .. s_report]);
    }

    [Fact]
    public async Task Series_within_the_limit_on_samples_count_as_added()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\nb 2\nc 3\n");
        await using var harness = new ScrapeHarness(options => options with { Limits = new ScrapeLimits { Samples = 2 } });
        harness.Update(target.Address);
        Report(await harness.ScrapeAsync()).ShouldBe([0, 3, 3, 2]);
    }

    [Theory]
    [InlineData(2, 0, 0, "label_limit exceeded: the metric m has 3 labels, the limit is 2")]
    [InlineData(0, 10, 0, "label_name_length_limit exceeded: the metric m has the label name a_long_name of 11 bytes, the limit is 10")]
    [InlineData(0, 0, 5, "label_value_length_limit exceeded: the metric m has in a_long_name the value longer of 6 bytes, the limit is 5")]
    [InlineData(3, 11, 6, null)]
    public async Task Labels_beyond_a_limit_fail_the_scrape(int labels, int names, int values, string? expected)
    {
        await using TestTarget target = await TestTarget.StartAsync("ok 1\nm{a_long_name=\"longer\"} 1\nz 1\n");
        await using var harness = new ScrapeHarness(
            options => options with
            {
                JobName = "j", Limits = new ScrapeLimits { Labels = labels, LabelNameLength = names, LabelValueLength = values },
            },
            rules => rules.LabelDrop("instance"));
        harness.Update(target.Address);
        IReadOnlyList<RecordedSample> samples = await harness.ScrapeAsync();
        harness.Pool.GetTargets().Single().LastError.ShouldBe(expected);
        Report(samples).ShouldBe(expected is null ? [1, 3, 3, 3] : [0, 2, 1, 1]);
        samples.Select(s => s.Name).ShouldBe(expected is null ? ["ok", "m", "z", .. s_report] : s_report);
    }

    [Theory]
    [InlineData(8, false, true)]
    [InlineData(8, true, true)]
    [InlineData(9, false, false)]
    [InlineData(9, true, false)]
    public async Task A_body_counts_as_it_is_without_compression(int limit, bool isCompressed, bool fails)
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\nb 2\n");
        if (isCompressed)
        {
            target.Handler = async context =>
            {
                context.Response.Headers.ContentType = "text/plain";
                context.Response.Headers.ContentEncoding = "gzip";
                await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
                await gzip.WriteAsync("a 1\nb 2\n"u8.ToArray());
            };
        }

        await using var harness = new ScrapeHarness(options => options with { ExtraMetrics = true, Limits = new ScrapeLimits { BodySize = limit } });
        harness.Update(target.Address);
        IReadOnlyList<RecordedSample> samples = await harness.ScrapeAsync();
        samples[^1].Value.ShouldBe(fails ? -1 : 8);
        samples.Select(s => s.Name).ShouldBe(fails ? [.. s_report, .. s_extra] : ["a", "b", .. s_report, .. s_extra]);
        harness.Pool.GetTargets().Single().LastError.ShouldBe(fails ? "body_size_limit exceeded: the body is not shorter than 8 bytes" : null);
    }

    [Fact]
    public async Task A_small_answer_that_unpacks_to_a_giant_is_not_unpacked()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        target.Handler = async context =>
        {
            context.Response.Headers.ContentType = "text/plain";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            byte[] blanks = Encoding.ASCII.GetBytes(new string('\n', 1 << 20));
            for (int i = 0; i < 200; i++)
            {
                await gzip.WriteAsync(blanks);
            }
        };
        await using var harness = new ScrapeHarness(options => options with { Limits = new ScrapeLimits { BodySize = 1 << 20 } });
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        harness.Pool.GetTargets().Single().LastError.ShouldNotBeNull().ShouldStartWith("body_size_limit exceeded");
    }

    [Fact]
    public async Task Too_many_targets_fail_all_without_being_asked()
    {
        await using TestTarget first = await TestTarget.StartAsync("a 1\n");
        await using TestTarget second = await TestTarget.StartAsync("a 1\n");
        await using var harness = new ScrapeHarness(options => options with { Limits = new ScrapeLimits { Targets = 1 } });
        harness.Update(first.Address);
        await harness.ScrapeAsync();
        harness.Update(first.Address, second.Address);
        int asked = first.Requests.Count;
        List<IReadOnlyList<RecordedSample>> commits = [await harness.ScrapeAsync(), await harness.ScrapeAsync()];
        first.Requests.Count.ShouldBe(asked);
        second.Requests.ShouldBeEmpty();
        commits.ShouldAllBe(commit => commit.Single(s => s.Name == "up").Value == 0);
        commits.SelectMany(commit => commit).Where(s => s.IsStale).Select(s => s.Name).ShouldBe(["a"]);
        harness.Pool.GetTargets().ShouldAllBe(t => t.LastError == "target_limit exceeded: 2 targets, the limit is 1");
        harness.Logger.Lines.ShouldContain("Warning: shop: no target is scraped: target_limit exceeded: 2 targets, the limit is 1");
        harness.Update(first.Address);
        await harness.Writer.NextCommitAsync();
        (await harness.ScrapeAsync()).Select(s => s.Name).ShouldBe(["a", .. s_report]);
    }

    [Fact]
    public async Task Dropped_targets_are_remembered_up_to_their_limit()
    {
        await using var harness = new ScrapeHarness(
            options => options with { Limits = new ScrapeLimits { KeepDroppedTargets = 2 } }, targets: rules => rules.Drop(Target.Address, ".*"));
        harness.Update("a:1", "b:1", "c:1");
        harness.Pool.GetDroppedTargets().Count.ShouldBe(2);
        harness.Pool.DroppedCount.ShouldBe(3);
    }

    [Fact]
    public async Task Series_beyond_their_limit_are_left_out_counted_and_reported()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\nb 2\n");
        await using var harness = new ScrapeHarness(options => options with { Limits = new ScrapeLimits { Series = 2 } });
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        target.Body = "new 0\na 1\nb 2\nc 3\n";
        for (int i = 0; i < 2; i++)
        {
            IReadOnlyList<RecordedSample> samples = await harness.ScrapeAsync();
            samples.Select(s => s.Name).ShouldBe(
                ["a", "b", .. s_report, "scrape_series_current", "scrape_series_limit", "scrape_series_limit_samples_dropped"]);
            Report(samples).ShouldBe([1, 4, 4, 0]);
            samples.TakeLast(3).Select(s => s.Value).ShouldBe([2, 2, 2]);
        }

        harness.Pool.GetTargets().Single().LastLeftOut.ShouldBe(2);
        harness.Meters.Totals["pipelinedsl.scraping.samples.dropped shop,series_limit"].ShouldBe(4);
        harness.Logger.Lines.Count(l => l.EndsWith("exposes more than 2 series: 2 samples of new ones are left out", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static List<double> Report(IReadOnlyList<RecordedSample> samples) =>
        [.. new[] { "up", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added" }
            .Select(name => samples.Single(s => s.Name == name).Value)];
}

using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using PipelineDsl.Http;
using PipelineDsl.Scraping.Http;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Scraping;

public sealed class ScrapeHttpTests
{
    [Fact]
    public async Task The_request_is_that_of_Prometheus()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        await using var harness = new ScrapeHarness(options => options with { MetricsPath = "/some path" });
        harness.Pool.Update("group", [LabelSet.Of(("__address__", target.Address), ("__param_b", "x y"), ("__param_a", "1&2"))]);
        await harness.ScrapeAsync();
        (string path, Dictionary<string, string> headers) = target.Requests.ShouldHaveSingleItem();
        path.ShouldBe("/some%20path?a=1%262&b=x+y");
        headers["Accept"].ShouldBe(
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1");
        headers["Accept-Encoding"].ShouldBe("gzip");
        headers["X-Prometheus-Scrape-Timeout-Seconds"].ShouldBe("10");
        headers["User-Agent"].ShouldBe("PipelineDsl/0.1.0");
    }

    [Fact]
    public async Task Parameters_are_sent_in_order_of_their_names_and_labels_replace_their_first_values()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        await using var harness = new ScrapeHarness(options => options with
        {
            Params = [new("z", ["1", "2"]), new("module", ["http", "icmp"]), new("none", [])],
        });
        harness.Pool.Update("group", [LabelSet.Of(("__address__", target.Address), ("__param_module", "tcp"), ("__param_b", "x"))]);
        await harness.ScrapeAsync();
        target.Requests.ShouldHaveSingleItem().Path.ShouldBe("/metrics?b=x&module=tcp&module=icmp&z=1&z=2");
    }

    [Fact]
    public async Task Rules_see_the_first_value_of_a_parameter()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        await using var harness = new ScrapeHarness(
            options => options with { Params = [new("module", ["http"])] }, targets: rules => rules.Replace("__param_module", "h(.*)", "module", "$1"));
        harness.Update(target.Address);
        (await harness.ScrapeAsync())[0].Labels["module"].ShouldBe("ttp");
    }

    public static TheoryData<ScrapeOptions, string> Accepts => new()
    {
        {
            ScrapeOptions.Default with { Protocols = [ScrapeProtocol.PrometheusText004] },
            "text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
        },
        {
            ScrapeOptions.Default with { Protocols = [ScrapeProtocol.PrometheusText100, ScrapeProtocol.OpenMetricsText100], NameEscaping = NameEscaping.Values },
            "text/plain;version=1.0.0;escaping=values;q=0.3,application/openmetrics-text;version=1.0.0;escaping=values;q=0.2,*/*;q=0.1"
        },
        {
            ScrapeOptions.Default with { NameValidation = NameValidation.Legacy, Histograms = new HistogramOptions { ScrapeNative = true } },
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,"
            + "application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
            + "text/plain;version=1.0.0;escaping=underscores;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
        },
    };

    [Theory]
    [MemberData(nameof(Accepts))]
    public void Formats_are_asked_for_as_Prometheus_does(ScrapeOptions options, string expected) => AcceptHeader.Write(options).ShouldBe(expected);

    [Fact]
    public async Task Compression_can_be_left_out()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        await using var harness = new ScrapeHarness(options => options with { EnableCompression = false });
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        target.Requests.Single().Headers["Accept-Encoding"].ShouldBe("identity");
    }

    [Fact]
    public async Task A_compressed_body_is_read()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        target.Handler = async context =>
        {
            context.Response.Headers.ContentType = "text/plain";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"m{{i=\"{i}\"}} {i}\n"))));
        };
        await using var harness = new ScrapeHarness();
        harness.Update(target.Address);
        (await harness.ScrapeAsync()).Count(s => s.Name == "m").ShouldBe(20_000);
    }

    [Fact]
    public async Task A_hanging_target_times_out_and_delays_no_other()
    {
        await using TestTarget hanging = await TestTarget.StartAsync();
        await using TestTarget other = await TestTarget.StartAsync("a 1\n");
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hanging.Handler = async context =>
        {
            await context.Response.WriteAsync("a 1\n");
            await context.Response.Body.FlushAsync();
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await using var harness = new ScrapeHarness(options => options with { Timeout = ScrapeHarness.Interval });
        harness.Update(hanging.Address);
        await harness.BeginScrapeAsync();
        await asked.Task;
        harness.Update(hanging.Address, other.Address);
        await UntilScrapedAsync(harness, other.Address);

        harness.Time.Advance(ScrapeHarness.Interval);
        RecordedSample up = await UntilScrapedAsync(harness, hanging.Address);
        up.Value.ShouldBe(0);
        harness.Pool.GetTargets().Single(t => t.Health == TargetHealth.Down).LastError.ShouldBe("timeout after 30s");
    }

    [Theory]
    [InlineData("a 1\nb oops\n", "text/plain", "malformed exposition, line 2: the value is not a number in range: b oops")]
    [InlineData("a 1\n", "application/openmetrics-text; version=1.0.0", "malformed exposition, line 2: the body does not end with # EOF: ")]
    [InlineData("<html>", "text/html", "the target sent the Content-Type 'text/html', which is no metrics format")]
    [InlineData("a 1\n", "", "the target sent no Content-Type")]
    [InlineData("\n\n", "application/vnd.google.protobuf", "the target sent protobuf (application/vnd.google.protobuf), which it was not asked for")]
    public async Task A_body_that_is_no_metrics_fails_with_its_reason(string body, string contentType, string expected)
    {
        await using TestTarget target = await TestTarget.StartAsync(body);
        target.ContentType = contentType;
        await using var harness = new ScrapeHarness();
        harness.Update(target.Address);
        (await harness.ScrapeAsync()).Select(s => (s.Name, s.Value)).ShouldContain(("up", 0));
        harness.Pool.GetTargets().Single().LastError.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null, "a 1\n", ScrapeProtocol.PrometheusText004)]
    [InlineData("", "a 1\n", ScrapeProtocol.PrometheusText100)]
    [InlineData("application/json", "a 1\n# EOF\n", ScrapeProtocol.OpenMetricsText100)]
    [InlineData(null, "a 1\n# EOF\n", ScrapeProtocol.OpenMetricsText001)]
    [InlineData("application/openmetrics-text", "a 1\n# EOF\n", ScrapeProtocol.PrometheusText004)]
    [InlineData("application/openmetrics-text", "a 1\n# EOF\n", null)]
    [InlineData("text/plain; version=1.0.0; escaping=allow-utf-8", "{\"a\"} 1", null)]
    public async Task Content_types_decide_the_format_where_they_do_not_the_fallback_does(string? contentType, string body, ScrapeProtocol? fallback)
    {
        await using TestTarget target = await TestTarget.StartAsync(body);
        target.ContentType = contentType;
        await using var harness = new ScrapeHarness(options => options with { FallbackProtocol = fallback });
        harness.Update(target.Address);
        (await harness.ScrapeAsync()).Select(s => (s.Name, s.Value)).ShouldContain(("a", 1));
    }

    [Fact]
    public async Task A_refused_connection_is_named()
    {
        TestTarget target = await TestTarget.StartAsync();
        await target.DisposeAsync();
        await using var harness = new ScrapeHarness();
        harness.Update(target.Address);
        (await harness.ScrapeAsync()).Single(s => s.Name == "up").Value.ShouldBe(0);
        harness.Pool.GetTargets().Single().LastError.ShouldBe($"connection refused by {target.Address}");
    }

    [Fact]
    public async Task Redirects_are_followed_up_to_ten()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        target.ContentType = "text/plain";
        target.Handler = async context =>
        {
            if (context.Request.Path == "/here")
            {
                context.Response.ContentType = "text/plain";
                await context.Response.WriteAsync("a 1\n");
                return;
            }

            context.Response.Redirect(context.Request.Query.ContainsKey("endless") ? "/metrics?endless=1" : "/here");
        };
        await using var harness = new ScrapeHarness();
        harness.Update(target.Address);
        (await harness.ScrapeAsync()).Select(s => s.Name).ShouldContain("a");
        harness.Update();
        await harness.Writer.NextCommitAsync();
        harness.Pool.Update("group", [LabelSet.Of(("__address__", target.Address), ("__param_endless", "1"))]);
        await harness.ScrapeAsync();
        harness.Pool.GetTargets().Single().LastError
            .ShouldBe($"the server at {target.Address} redirects more than 10 times, at last to http://{target.Address}/metrics?endless=1");
    }

    [Fact]
    public async Task Redirects_are_an_error_where_they_are_not_followed()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        target.Handler = context =>
        {
            context.Response.Redirect("/here");
            return Task.CompletedTask;
        };
        await using var harness = new ScrapeHarness(options => options with { Http = new HttpClientOptions { FollowRedirects = false } });
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        harness.Pool.GetTargets().Single().LastError.ShouldBe("the target answered 302 Found");
    }

    [Fact]
    public async Task A_target_that_goes_during_a_scrape_gives_it_up()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        await using var harness = new ScrapeHarness();
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        target.Handler = async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await harness.BeginScrapeAsync();
        await asked.Task;
        harness.Update();
        IReadOnlyList<RecordedSample> samples = await harness.Writer.NextCommitAsync();
        samples.Count.ShouldBe(6);
        samples.ShouldAllBe(s => s.IsStale);
    }

    private static async Task<RecordedSample> UntilScrapedAsync(ScrapeHarness harness, string address)
    {
        RecordedSample? up = null;
        await ScrapeHarness.UntilAsync(() =>
        {
            // Only as far as the next scrape: the hanging one has an interval.
            if (harness.Engine.Timer.Next is { } next && next < ScrapeHarness.Interval)
            {
                harness.Time.Advance(next);
            }

            return harness.Writer.TryGetCommit(out IReadOnlyList<RecordedSample>? commit)
                && (up = commit!.Single(s => s.Name == "up")).Labels["instance"] == address;
        });
        return up!;
    }
}

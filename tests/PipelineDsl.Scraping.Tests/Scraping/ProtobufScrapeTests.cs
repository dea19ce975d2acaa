using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Tests.Exposition;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Scraping;

public sealed class ProtobufScrapeTests
{
    private const string Protobuf = "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

    [Fact]
    public async Task Native_histograms_are_asked_for_and_handed_over()
    {
        await using TestTarget target = await StartAsync(Protobuf);
        await using var harness = new ScrapeHarness(o => o with { Histograms = new HistogramOptions { ScrapeNative = true } });
        harness.Update(target.Address);

        IReadOnlyList<RecordedSample> samples = await harness.ScrapeAsync();

        target.Requests.Single().Headers["Accept"].ShouldStartWith("application/vnd.google.protobuf;");
        samples.Single(sample => sample.Name == "h").Histogram.ShouldNotBeNull().Count.ShouldBe(3ul);
        samples.Single(sample => sample.Name == "scrape_samples_scraped").Value.ShouldBe(1);
    }

    [Fact]
    public async Task It_may_be_what_answers_are_that_do_not_say()
    {
        await using TestTarget target = await StartAsync(null);
        await using var harness = new ScrapeHarness(o => o with { FallbackProtocol = ScrapeProtocol.PrometheusProto });
        harness.Update(target.Address);
        (await harness.ScrapeAsync()).Single(sample => sample.Name == "h_count").Value.ShouldBe(3);
    }

    [Fact]
    public async Task Destinations_hear_which_resource_a_target_is()
    {
        await using TestTarget target = await TestTarget.StartAsync("m 1\n");
        await using var harness = new ScrapeHarness();
        harness.Pool.Update("group", [LabelSet.Of(
            ("__address__", target.Address), ("__meta_kubernetes_pod_name", "p"), ("__meta_kubernetes_namespace", "n"),
            ("__meta_kubernetes_pod_label_app", "a"), ("__meta_kubernetes_pod_controller_kind", "ReplicaSet"))]);
        await harness.ScrapeAsync();
        ScrapedTarget scraped = harness.Writer.Targets.ShouldHaveSingleItem();
        scraped.Url.Authority.ShouldBe(target.Address);
        scraped.Labels["instance"].ShouldBe(target.Address);
        scraped.Discovered.ShouldBe(LabelSet.Of(
            ("__meta_kubernetes_pod_name", "p"), ("__meta_kubernetes_namespace", "n"), ("__meta_kubernetes_pod_controller_kind", "ReplicaSet")));
    }

    private static async Task<TestTarget> StartAsync(string? contentType)
    {
        ProtobufText histogram = new ProtobufText().Varint(1, 3).Message(12, new ProtobufText().ZigZag(1, 1).Varint(2, 1)).ZigZag(13, 3);
        byte[] body = ProtobufText.Family("h", 4, new ProtobufText().Message(7, histogram)).Delimited();
        TestTarget target = await TestTarget.StartAsync();
        target.Handler = async context =>
        {
            context.Response.Headers.ContentType = contentType;
            await context.Response.Body.WriteAsync(body);
        };
        return target;
    }
}

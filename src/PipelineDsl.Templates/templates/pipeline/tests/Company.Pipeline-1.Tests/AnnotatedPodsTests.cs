using PipelineDsl;
using PipelineDsl.Testing;

namespace Company.Pipeline_1.Tests;

/// <summary>What the pipeline takes and what it leaves, found out without a cluster.</summary>
public sealed class AnnotatedPodsTests
{
    private static readonly Pipeline s_pipeline = Pipelines.AnnotatedPods(Destinations.None);

    private static readonly PodFixture s_web = Pod.Fixture("web-1")
        .WithNamespace("shop")
        .WithIp("10.0.0.7")
        .WithAnnotation("prometheus.io/scrape", "true")
        .WithAnnotation("prometheus.io/port", "8080");

    [Fact]
    public void A_pod_that_asks_for_it_is_scraped_at_its_port_and_named() =>
        s_pipeline.Targets.Given(s_web)
            .ShouldBeKept()
            .ShouldHaveLabel(Target.Address, "10.0.0.7:8080")
            .ShouldHaveLabel("namespace", "shop")
            .ShouldHaveLabel("pod", "web-1");

    [Fact]
    public void A_pod_that_does_not_ask_is_left_alone() =>
        s_pipeline.Targets.Given(s_web.WithAnnotation("prometheus.io/scrape", "false")).ShouldBeDroppedBy(rule: 1);

    [Theory]
    [InlineData("Pending")]
    [InlineData("Succeeded")]
    public void A_pod_that_does_not_run_is_left_alone(string phase) =>
        s_pipeline.Targets.Given(s_web.WithPhase(phase)).ShouldBeDroppedBy(rule: 2);

    [Fact]
    public void Metrics_of_a_runtime_are_left_out() =>
        s_pipeline.Scrape("http_requests_total 12\ngo_goroutines 9\n", s_web)
            .ShouldDeliver("http_requests_total", ("namespace", "shop"), ("pod", "web-1"))
            .ShouldNotDeliver("go_goroutines");
}

using PipelineDsl;
using PipelineDsl.Relabeling;

namespace Company.Pipeline_1.Tests;

/// <summary>What the pipeline takes and what it leaves, found out without a cluster.</summary>
public sealed class AnnotatedPodsTests
{
    private static readonly Pipeline s_pipeline = Pipelines.AnnotatedPods(Destinations.None);

    [Fact]
    public void A_pod_that_asks_for_it_is_scraped_at_its_port_and_named()
    {
        LabelSetBuilder target = Pod(scrape: "true", phase: "Running");

        Assert.True(s_pipeline.Targets.Apply(target, out _));

        LabelSet labels = target.ToLabelSet();
        Assert.Equal("10.0.0.7:8080", labels["__address__"]);
        Assert.Equal("shop", labels["namespace"]);
        Assert.Equal("web-1", labels["pod"]);
    }

    [Theory]
    [InlineData("false", "Running", "__meta_kubernetes_pod_annotation_prometheus_io_scrape")]
    [InlineData("true", "Pending", "__meta_kubernetes_pod_phase")]
    public void Another_pod_is_dropped(string scrape, string phase, string because)
    {
        Assert.False(s_pipeline.Targets.Apply(Pod(scrape, phase), out RelabelRule? droppedBy));
        Assert.Equal([because], droppedBy!.SourceLabels);
    }

    [Theory]
    [InlineData("http_requests_total", true)]
    [InlineData("go_goroutines", false)]
    public void Metrics_of_a_runtime_are_left_out(string name, bool isKept) =>
        Assert.Equal(isKept, s_pipeline.Metrics.Apply(new LabelSetBuilder(LabelSet.Of(("__name__", name))), out _));

    private static LabelSetBuilder Pod(string scrape, string phase) => new(LabelSet.Of(
        ("__address__", "10.0.0.7:80"),
        ("__meta_kubernetes_namespace", "shop"),
        ("__meta_kubernetes_pod_annotation_prometheus_io_port", "8080"),
        ("__meta_kubernetes_pod_annotation_prometheus_io_scrape", scrape),
        ("__meta_kubernetes_pod_ip", "10.0.0.7"),
        ("__meta_kubernetes_pod_name", "web-1"),
        ("__meta_kubernetes_pod_phase", phase)));
}

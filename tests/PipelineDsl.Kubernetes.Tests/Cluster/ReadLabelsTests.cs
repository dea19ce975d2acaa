using PipelineDsl.Discovery;
using PipelineDsl.Testing;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Labels that no rule reads are not kept.</summary>
public class ReadLabelsTests
{
    [Fact]
    public async Task Only_what_the_rules_of_the_pipelines_read_is_kept_and_sources_of_nobody_keep_all()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(new SimulatedPod("web-1", "shop")
        {
            Labels = { ["app"] = "web", ["tier"] = "front", ["hash"] = "1" }, Annotations = { ["param/a"] = "1", ["param/b"] = "2", ["note"] = "long" },
        });
        Pipeline named = Discover.Pods().Relabel(rules => rules.Keep(Pod.Label("app"), "web").LabelDrop("__meta_kubernetes_pod_label_tier"))
            .Scrape().ForwardTo(Destinations.None["a"]);
        Pipeline mapped = Discover.Pods().Relabel(rules => rules.LabelMap("__meta_kubernetes_pod_annotation_param_(.+)", "__param_$1"))
            .Scrape().ForwardTo(Destinations.None["a"]);
        await using var run = new DiscoveryRun(cluster.Url);
        run.Discovery.ReadBy(named, mapped);
        TestObserver observer = run.Observe((KubernetesSource)named.Source);
        TestObserver other = run.Observe((KubernetesSource)mapped.Source);
        await observer.UntilAsync(TestObserver.SyncedMark);
        await other.UntilAsync(TestObserver.SyncedMark);
        Metadata(observer).ShouldBe(["annotation_param_a", "annotation_param_b", "label_app"]);
        Metadata(other).ShouldBe(Metadata(observer));
        observer.Targets[0]["__meta_kubernetes_pod_name"].ShouldBe("web-1");
        cluster.Requests("watch", "pods").ShouldBe(1);

        TestObserver later = run.Observe(new KubernetesSource(KubernetesRole.Pod));
        await later.UntilAsync(TestObserver.SyncedMark);
        Metadata(later).Length.ShouldBe(12);
        Should.Throw<InvalidOperationException>(() => run.Discovery.ReadBy(named));
    }

    [Fact]
    public async Task Which_pod_port_and_workload_it_is_is_always_kept_and_all_else_for_the_rules_that_read_it()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(new SimulatedPod("web-1", "shop")
        {
            Containers = [new("app", new SimulatedPort(8080, "http"))], Owner = new("ReplicaSet", "web"),
        });
        Pipeline pipeline = Discover.Pods().Relabel(rules => rules.Drop(Pod.Phase, "Failed").Copy(Pod.ContainerImage, "image")).Scrape().ForwardTo(Destinations.None["a"]);
        await using var run = new DiscoveryRun(cluster.Url);
        run.Discovery.ReadBy(pipeline);
        TestObserver observer = run.Observe((KubernetesSource)pipeline.Source);
        await observer.UntilAsync(TestObserver.SyncedMark);
        observer.Targets.Single().ToDictionary().Keys.Order(StringComparer.Ordinal).ShouldBe(
        [
            "__address__", "__meta_kubernetes_namespace", "__meta_kubernetes_pod_container_image", "__meta_kubernetes_pod_container_name",
            "__meta_kubernetes_pod_container_port_name", "__meta_kubernetes_pod_container_port_number", "__meta_kubernetes_pod_controller_kind",
            "__meta_kubernetes_pod_controller_name", "__meta_kubernetes_pod_ip", "__meta_kubernetes_pod_name", "__meta_kubernetes_pod_node_name",
            "__meta_kubernetes_pod_phase", "__meta_kubernetes_pod_uid",
        ]);
    }

    private static string[] Metadata(TestObserver observer) =>
    [
        .. observer.Targets.Single().ToDictionary().Keys.Where(name => name.StartsWith("__meta_kubernetes_pod_label", StringComparison.Ordinal)
            || name.StartsWith("__meta_kubernetes_pod_annotation", StringComparison.Ordinal)).Select(name => name["__meta_kubernetes_pod_".Length..]),
    ];
}

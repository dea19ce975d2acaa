using PipelineDsl.Discovery;
using PipelineDsl.Testing;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Labels and annotations that no rule reads are not kept.</summary>
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

    private static string[] Metadata(TestObserver observer) =>
    [
        .. observer.Targets.Single().ToDictionary().Keys.Where(name => name.StartsWith("__meta_kubernetes_pod_label", StringComparison.Ordinal)
            || name.StartsWith("__meta_kubernetes_pod_annotation", StringComparison.Ordinal)).Select(name => name["__meta_kubernetes_pod_".Length..]),
    ];
}

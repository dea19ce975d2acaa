using System.Text.Json.Nodes;
using PipelineDsl.Discovery;
using PipelineDsl.Testing;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Roles whose targets show other objects, too: they follow each change of those, and nobody else's targets are made again.</summary>
public class JoinedRolesTests
{
    [Fact]
    public async Task A_change_of_a_pod_a_service_or_a_node_is_told_of_the_groups_that_show_it()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(new SimulatedService("web", "shop"));
        cluster.Apply(Web("web-1"));
        cluster.Apply(Web("web-2"));
        cluster.Apply(Node("node-1", "general"));
        cluster.Apply(Endpoints("web", "web-1"));
        cluster.Apply(Endpoints("other", "web-2"));
        await using var run = new DiscoveryRun(cluster.Url);
        TestObserver observer = run.Observe(new KubernetesSource(KubernetesRole.Endpoints) { Attached = AttachedMetadata.Node });
        await observer.UntilAsync(TestObserver.SyncedMark);

        cluster.Apply(Web("web-1", "2"));
        (await observer.NextAsync()).ShouldBe("endpoints/shop/web: 2");
        observer.Targets.Count(t => t["__meta_kubernetes_pod_label_version"] == "2").ShouldBe(2);

        cluster.Apply(new SimulatedService("web", "shop") { Labels = { ["tier"] = "front" } });
        (await observer.NextAsync()).ShouldBe("endpoints/shop/web: 2");
        observer.Targets.Count(t => t["__meta_kubernetes_service_label_tier"] == "front").ShouldBe(2);

        cluster.Delete(new SimulatedPod("web-2", "shop")).ShouldBeTrue();
        (await observer.NextAsync()).ShouldBe("endpoints/shop/other: 1");
        cluster.Apply(Web("web-2"));
        (await observer.NextAsync()).ShouldBe("endpoints/shop/other: 2");

        cluster.Apply(Node("node-1", "edge"));
        ((string[])[await observer.NextAsync(), await observer.NextAsync()]).Order().ShouldBe(["endpoints/shop/other: 2", "endpoints/shop/web: 2"]);
        observer.Targets.Count(t => t["__meta_kubernetes_node_label_pool"] == "edge").ShouldBe(2);
        observer.IsQuiet.ShouldBeTrue();
    }

    [Fact]
    public async Task A_right_that_comes_late_opens_the_role()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(Web("web-1"));
        cluster.Apply(Endpoints("web", "web-1"));
        IDisposable forbidden = cluster.Forbid("*", "pods");
        await using var run = new DiscoveryRun(cluster.Url);
        TestObserver observer = run.Observe(new KubernetesSource(KubernetesRole.Endpoints));
        (await observer.NextAsync()).ShouldBe(TestObserver.SyncedMark);
        run.Log.Warnings.ShouldHaveSingleItem().ShouldContain("lacks list on pods in all namespaces");
        forbidden.Dispose();
        await run.Time.SkipPauseAsync();
        (await observer.NextAsync()).ShouldBe("endpoints/shop/web: 2");
    }

    [Fact]
    public async Task The_own_namespace_is_that_of_the_access()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(Web("web-1"));
        cluster.Apply(new SimulatedPod("other-1", "other"));
        cluster.Apply(new SimulatedPod("third-1", "third"));
        await using var run = new DiscoveryRun(() => new KubernetesAccess(cluster.Url, "a test") { Namespace = "shop" });
        TestObserver observer = run.Observe(DiscoveryRun.Pods("third") with { OwnNamespace = true });
        await observer.UntilAsync(TestObserver.SyncedMark);
        observer.Groups.ShouldBe(["pod/shop/web-1", "pod/third/third-1"]);
    }

    [Fact]
    public async Task Pods_show_the_deployment_the_job_and_the_cron_job_behind_them()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(Web("web-1") with { Owner = new SimulatedOwner("ReplicaSet", "web-7d9") });
        cluster.Apply(new SimulatedPod("backup-1", "shop") { Owner = new SimulatedOwner("Job", "backup-28") });
        cluster.Apply(new SimulatedPod("alone", "shop"));
        cluster.Apply(Owned("ReplicaSet", "web-7d9", "Deployment", "web"));
        cluster.Apply(Owned("Job", "backup-28", "CronJob", "backup"));
        await using var run = new DiscoveryRun(cluster.Url);
        TestObserver observer = run.Observe(DiscoveryRun.Pods("shop") with { Attached = AttachedMetadata.Deployment | AttachedMetadata.Job | AttachedMetadata.CronJob });
        await observer.UntilAsync(TestObserver.SyncedMark);
        observer.Targets.Select(Workload).Distinct().Order(StringComparer.Ordinal).ShouldBe(["alone: , , ", "backup-1: , backup-28, backup", "web-1: web, , "]);

        cluster.Apply(Owned("ReplicaSet", "web-7d9", "Deployment", "shop"));
        (await observer.NextAsync()).ShouldBe("pod/shop/web-1: 2");
        observer.Targets.Select(Workload).ShouldContain("web-1: shop, , ");
        observer.IsQuiet.ShouldBeTrue();
    }

    private static string Workload(LabelSet target) =>
        $"{target["__meta_kubernetes_pod_name"]}: {target["__meta_kubernetes_pod_deployment_name"]}, {target["__meta_kubernetes_pod_job_name"]}, {target["__meta_kubernetes_pod_cronjob_name"]}";

    private static JsonObject Owned(string kind, string name, string ownerKind, string owner) => JsonNode.Parse(
        $$$"""{"kind":"{{{kind}}}","metadata":{"name":"{{{name}}}","namespace":"shop","ownerReferences":[{"kind":"{{{ownerKind}}}","name":"{{{owner}}}","controller":true}]}}""")!.AsObject();

    private static SimulatedPod Web(string name, string version = "1") => new(name, "shop")
    {
        Labels = { ["version"] = version },
        Ip = "10.0.0.1",
        Containers = [new("app", new SimulatedPort(8080, "http"), new SimulatedPort(9090, "metrics"))],
    };

    private static JsonObject Node(string name, string pool) => JsonNode.Parse(
        $$$"""{"kind":"Node","metadata":{"name":"{{{name}}}","labels":{"pool":"{{{pool}}}"}},"status":{"addresses":[{"type":"InternalIP","address":"192.0.2.1"}]}}""")!.AsObject();

    private static JsonObject Endpoints(string name, string pod) => JsonNode.Parse(
        $$$"""{"kind":"Endpoints","metadata":{"name":"{{{name}}}","namespace":"shop"},"subsets":[{"addresses":[{"ip":"10.0.0.1","nodeName":"node-1","targetRef":{"kind":"Pod","namespace":"shop","name":"{{{pod}}}"}}],"ports":[{"name":"http","port":8080,"protocol":"TCP"}]}]}""")!.AsObject();
}

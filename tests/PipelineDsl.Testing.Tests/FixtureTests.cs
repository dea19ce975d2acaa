using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PipelineDsl.Discovery;
using PipelineDsl.Kubernetes;
using PipelineDsl.Runtime;

namespace PipelineDsl.Testing.Tests;

/// <summary>A fixture's labels are those that discovery gives to the same object in a cluster.</summary>
public sealed class FixtureTests
{
    [Fact]
    public void A_pod_has_what_running_pods_have() => Pod.Fixture("analysis-7").Targets.ShouldHaveSingleItem().ToDictionary().ShouldBe(new Dictionary<string, string>
    {
        ["__address__"] = "10.244.0.10:8080",
        ["__meta_kubernetes_namespace"] = "default",
        ["__meta_kubernetes_pod_container_id"] = "containerd://301101fb30926cc545e3c9cfdd2ae5f21c6763d4855b94b8e3380dc65c64822d",
        ["__meta_kubernetes_pod_container_image"] = "registry.example/main",
        ["__meta_kubernetes_pod_container_init"] = "false",
        ["__meta_kubernetes_pod_container_name"] = "main",
        ["__meta_kubernetes_pod_container_port_name"] = "http",
        ["__meta_kubernetes_pod_container_port_number"] = "8080",
        ["__meta_kubernetes_pod_container_port_protocol"] = "TCP",
        ["__meta_kubernetes_pod_controller_kind"] = "ReplicaSet",
        ["__meta_kubernetes_pod_controller_name"] = "analysis",
        ["__meta_kubernetes_pod_host_ip"] = "192.0.2.1",
        ["__meta_kubernetes_pod_ip"] = "10.244.0.10",
        ["__meta_kubernetes_pod_name"] = "analysis-7",
        ["__meta_kubernetes_pod_node_name"] = "node-1",
        ["__meta_kubernetes_pod_phase"] = "Running",
        ["__meta_kubernetes_pod_ready"] = "true",
        ["__meta_kubernetes_pod_uid"] = "9ca124bf-2018-b436-6207-789c9576c673",
    }, ignoreOrder: true);

    [Fact]
    public void A_service_has_what_services_have() => Service.Fixture("db").Targets.ShouldHaveSingleItem().ToDictionary().ShouldBe(new Dictionary<string, string>
    {
        ["__address__"] = "db.default.svc:80",
        ["__meta_kubernetes_namespace"] = "default",
        ["__meta_kubernetes_service_cluster_ip"] = "10.96.0.10",
        ["__meta_kubernetes_service_name"] = "db",
        ["__meta_kubernetes_service_port_name"] = "http",
        ["__meta_kubernetes_service_port_number"] = "80",
        ["__meta_kubernetes_service_port_protocol"] = "TCP",
        ["__meta_kubernetes_service_type"] = "ClusterIP",
    }, ignoreOrder: true);

    [Fact]
    public void Everything_said_of_a_pod_shows()
    {
        LabelSet labels = Pod.Fixture("db-0").WithNamespace("shop").WithLabel("app.kubernetes.io/name", "db").WithAnnotation("k8s.grafana.com/scrape", "true")
            .WithPort(9090, "metrics", "UDP").WithOwner("StatefulSet", "db").WithIp("10.1.2.3").WithPhase("Pending").WithReady(false).WithNode("node-2", "192.0.2.2")
            .Targets.ShouldHaveSingleItem();
        labels["__address__"].ShouldBe("10.1.2.3:9090");
        labels[Pod.Namespace.Name].ShouldBe("shop");
        labels[Pod.Label("app.kubernetes.io/name").Name].ShouldBe("db");
        labels[Pod.LabelPresent("app.kubernetes.io/name").Name].ShouldBe("true");
        labels[Pod.Annotation("k8s.grafana.com/scrape").Name].ShouldBe("true");
        labels[Pod.ContainerPortName.Name].ShouldBe("metrics");
        labels[Pod.ContainerPortProtocol.Name].ShouldBe("UDP");
        labels[Pod.ControllerKind.Name].ShouldBe("StatefulSet");
        labels[Pod.Phase.Name].ShouldBe("Pending");
        labels[Pod.Ready.Name].ShouldBe("false");
        labels[Pod.NodeName.Name].ShouldBe("node-2");
        labels[Pod.HostIp.Name].ShouldBe("192.0.2.2");
        Pod.Fixture("a").WithoutOwner().WithReady(null).Targets[0][Pod.ControllerKind.Name].ShouldBeNull();
    }

    [Fact]
    public void Containers_and_ports_of_ones_own_replace_those_by_default()
    {
        Ports(Pod.Fixture("a").WithPort(1).WithPort(2, "two")).ShouldBe(["main 1 ", "main 2 two"]);
        Ports(Pod.Fixture("a").WithContainer("web", new SimulatedPort(1)).WithContainer("bare").WithContainer("db").WithPort(3)).ShouldBe(["web 1 ", "bare  ", "db 3 "]);
        Ports(Pod.Fixture("a").WithPort(1).WithContainer("web", new SimulatedPort(2))).ShouldBe(["main 1 ", "web 2 "]);
        Ports(Pod.Fixture("a").WithInitContainer("init", new SimulatedPort(9))).ShouldBe(["main 8080 http", "init 9 "]);
        Service.Fixture("a").WithPort(1).WithPort(2, "two").Targets.Select(t => t["__address__"]).ShouldBe(["a.default.svc:1", "a.default.svc:2"]);
    }

    [Fact]
    public void A_fixture_does_not_change()
    {
        PodFixture pod = Pod.Fixture("a").WithLabel("x", "1");
        pod.WithLabel("y", "2").WithPort(1);
        Service.Fixture("a").WithLabel("x", "1").Simulated.Labels.Keys.ShouldBe(["x"]);
        pod.Simulated.Labels.Keys.ShouldBe(["x"]);
        pod.Targets.ShouldHaveSingleItem()["__address__"].ShouldBe("10.244.0.10:8080");
    }

    [Fact]
    public async Task Labels_are_those_of_the_discovery()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        var expected = new Dictionary<string, LabelSet[]>();
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new FixtureRandom(seed);
            PodFixture pod = random.Pod().WithNamespace($"ns-{seed}");
            ServiceFixture service = random.Service().WithNamespace($"ns-{seed}");
            expected.Add($"pod/ns-{seed}/{pod.Simulated.Name}", [.. pod.Targets]);
            expected.Add($"svc/ns-{seed}/{service.Simulated.Name}", [.. service.Targets]);
            cluster.Apply((JsonObject)pod.Object.Json.DeepClone());
            cluster.Apply((JsonObject)service.Object.Json.DeepClone());
        }

        await using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        await using var discovery = new KubernetesDiscovery(
            cluster.Access, TimeProvider.System, services.GetRequiredService<IMeterFactory>(), NullLoggerFactory.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Observer pods = new();
        Observer svcs = new();
        Task running = Task.WhenAll(
            discovery.RunAsync(new KubernetesSource(KubernetesRole.Pod), pods, stop.Token),
            discovery.RunAsync(new KubernetesSource(KubernetesRole.Service), svcs, stop.Token));
        await Task.WhenAll(pods.Done.Task, svcs.Done.Task).WaitAsync(TimeSpan.FromSeconds(30), stop.Token);
        await stop.CancelAsync();
        await running;
        Dictionary<string, LabelSet[]> found = pods.Groups.Concat(svcs.Groups).Where(group => group.Value.Length > 0).ToDictionary();
        found.Keys.ShouldBe(expected.Where(group => group.Value.Length > 0).Select(group => group.Key), ignoreOrder: true);
        foreach ((string group, LabelSet[] targets) in found)
        {
            targets.ShouldBe(expected[group], group);
        }
    }

    private static string[] Ports(TargetFixture fixture) =>
        [.. fixture.Targets.Select(t => $"{t[Pod.ContainerName.Name]} {t[Pod.ContainerPortNumber.Name]} {t[Pod.ContainerPortName.Name]}")];

    private sealed class Observer : ITargetObserver
    {
        public Dictionary<string, LabelSet[]> Groups { get; } = [];

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Update(string group, IReadOnlyList<LabelSet> targets) => Groups[group] = [.. targets];

        public void Synced() => Done.TrySetResult();
    }
}

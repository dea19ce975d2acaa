using System.Text.Json.Nodes;
using PipelineDsl.Discovery;
using PipelineDsl.Testing;

namespace PipelineDsl.Kubernetes.Tests;

public sealed class AnnotatedDiscoveryTests
{
    [Fact]
    public async Task Follows_a_cluster_and_shares_its_pods_with_other_pipelines()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        await using var run = new DiscoveryRun(cluster.Url);
        var discovery = new AnnotatedDiscovery(run.Discovery, run.Meters, run.Log);
        using var stop = new CancellationTokenSource();
        var observer = new TestObserver();
        TestObserver others = run.Observe(new KubernetesSource(KubernetesRole.Pod));
        await others.UntilAsync(TestObserver.SyncedMark);
        Task running = discovery.RunAsync(new AnnotatedSource(AnnotationOptions.Default), observer, stop.Token);
        await observer.UntilAsync(TestObserver.SyncedMark);

        var service = new SimulatedService("web", "shop")
        {
            Annotations = { ["k8s.grafana.com/scrape"] = "true" },
            Selector = { ["app"] = "web" },
            Ports = [new SimulatedPort(80) { TargetPort = "http" }],
        };
        cluster.Apply(service);
        await observer.UntilAsync("svc/shop/web: 1");
        var pod = new SimulatedPod("web-1", "shop")
        {
            Labels = { ["app"] = "web" },
            Annotations = { ["k8s.grafana.com/scrape"] = "true" },
            Containers = [new SimulatedContainer("app", new SimulatedPort(8080, "http"))],
        };
        cluster.Apply(pod);
        await observer.UntilAsync("svc/shop/web: 0");
        observer.Groups.ShouldBe(["pod/shop/web-1"]);
        cluster.Apply(pod with { Ready = false });
        await observer.UntilAsync("pod/shop/web-1: 0");
        observer.Groups.ShouldBeEmpty();
        cluster.Delete(pod).ShouldBeTrue();
        await observer.UntilAsync("svc/shop/web: 1");

        run.Meters["pipelinedsl.kubernetes.requests{verb=watch,resource=pods,code=200}"].ShouldBe(1);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Wrong_annotations_become_events_and_a_missing_right_to_write_them_is_told_once()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        await using var run = new DiscoveryRun(cluster.Url);
        await using var events = new KubernetesEvents(run.Discovery);
        var discovery = new AnnotatedDiscovery(run.Discovery, run.Meters, run.Log, events);
        using var stop = new CancellationTokenSource();
        var observer = new TestObserver();
        cluster.Apply(Wrong("one"));
        Task running = discovery.RunAsync(new AnnotatedSource(AnnotationOptions.Default), observer, stop.Token);
        await observer.UntilAsync(TestObserver.SyncedMark);
        await UntilAsync(() => cluster.Objects("events").Count == 1);
        JsonObject written = cluster.Objects("events")[0];
        $"{written["reason"]} {written["regarding"]!["apiVersion"]} {written["regarding"]!["kind"]} {written["regarding"]!["name"]}".ShouldBe("InvalidPort v1 Pod one");
        written["note"]!.ToString().ShouldContain("write a number from 1 to 65535");

        using IDisposable forbidden = cluster.Forbid("create", "events");
        cluster.Apply(Wrong("two"));
        cluster.Apply(Wrong("three"));
        await UntilAsync(() => cluster.Requests("create", "events") == 3 && run.Log.Warnings.Length == 4);
        run.Log.Warnings.Count(line => line.Contains("the account lacks create on events in namespace shop: grant the verbs create with", StringComparison.Ordinal)).ShouldBe(1);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Of_many_replicas_one_writes_an_event_and_of_many_pods_of_a_workload_one_has_it()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        await using var run = new DiscoveryRun(cluster.Url);
        await using var first = new KubernetesEvents(run.Discovery);
        await using var second = new KubernetesEvents(run.Discovery);
        var web = new EventSubject("Pod", "shop", "web-1", "u-1") { Owner = "ReplicaSet/web" };
        first.Warn(web, "InvalidPort", "write a number");
        first.Warn(web, "InvalidPort", "write another number");
        second.Warn(web with { Name = "web-2", Uid = "u-2" }, "InvalidPort", "write a number");
        second.Warn(web with { Owner = "ReplicaSet/api" }, "InvalidPort", "write a number");
        second.Warn(new EventSubject("Service", "shop", "web", ""), "InvalidPort", "write a number");
        await UntilAsync(() => cluster.Requests("create", "events") == 5);

        cluster.Objects("events").Select(e => ((string)e["metadata"]!["name"]!).Split('.')[0]).Order(StringComparer.Ordinal).ShouldBe(["api", "web", "web", "web"]);
        run.Log.Warnings.ShouldBeEmpty();
    }

    private static SimulatedPod Wrong(string name) => new(name, "shop")
    {
        Annotations = { ["k8s.grafana.com/scrape"] = "true", ["k8s.grafana.com/metrics.portNumber"] = "abc" },
        Containers = [new SimulatedContainer("app", new SimulatedPort(8080, "http"))],
    };

    // Events are written beside the targets.
    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}

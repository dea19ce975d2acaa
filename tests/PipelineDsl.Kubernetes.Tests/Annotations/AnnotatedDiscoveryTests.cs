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
}

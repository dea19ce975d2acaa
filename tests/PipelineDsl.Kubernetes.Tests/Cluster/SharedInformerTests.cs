using PipelineDsl.Discovery;
using PipelineDsl.Testing;

namespace PipelineDsl.Kubernetes.Tests;

public class SharedInformerTests
{
    private const string Streams = "pipelinedsl.kubernetes.requests{verb=watch,resource=pods,code=200}";

    [Fact]
    public async Task Equal_sources_share_one_list_and_a_late_one_hears_at_once()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(new SimulatedPod("web-1", "shop"));
        await using var run = new DiscoveryRun(cluster.Url);
        TestObserver first = run.Observe();
        await first.UntilAsync(TestObserver.SyncedMark);
        TestObserver late = run.Observe();
        (await late.NextAsync()).ShouldBe("pod/shop/web-1: 1");
        (await late.NextAsync()).ShouldBe(TestObserver.SyncedMark);

        cluster.Apply(new SimulatedPod("web-2", "shop"));
        await first.UntilAsync("pod/shop/web-2: 1");
        await late.UntilAsync("pod/shop/web-2: 1");
        run.Meters[Streams].ShouldBe(1);
        run.Meters["pipelinedsl.kubernetes.objects{resource=pods,namespace=shop}"].ShouldBe(2);
        run.Meters["pipelinedsl.kubernetes.up{resource=pods,namespace=shop}"].ShouldBe(1);
    }

    [Fact]
    public async Task A_namespace_is_shared_also_by_sources_that_name_others_as_well()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        await using var run = new DiscoveryRun(cluster.Url);
        await run.Observe(DiscoveryRun.Pods("a", "b")).UntilAsync(TestObserver.SyncedMark);
        await run.Observe(DiscoveryRun.Pods("b", "c")).UntilAsync(TestObserver.SyncedMark);
        run.Meters[Streams].ShouldBe(3);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Twenty_pipelines_over_the_same_objects_cost_one_list_and_one_watch_of_each_resource(bool hasStreamingLists, int lists)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.HasStreamingLists = hasStreamingLists;
        cluster.Apply(new SimulatedPod("web-1", "shop"));
        await using var run = new DiscoveryRun(cluster.Url);
        KubernetesSource[] sources =
        [
            new(KubernetesRole.Pod), new(KubernetesRole.Pod) { Attached = AttachedMetadata.Node }, new(KubernetesRole.Endpoints),
            new(KubernetesRole.Endpoints) { Attached = AttachedMetadata.Node | AttachedMetadata.Namespace },
        ];
        TestObserver[] observers = [.. Enumerable.Range(0, 20).Select(i => run.Observe(sources[i % sources.Length]))];
        foreach (TestObserver observer in observers)
        {
            await observer.UntilAsync(TestObserver.SyncedMark);
        }

        observers.Count(o => o.Groups is ["pod/shop/web-1"]).ShouldBe(10);
        cluster.Apply(new SimulatedPod("web-2", "shop"));
        await observers[0].UntilAsync("pod/shop/web-2: 1");

        // One more each if the server had first to say that it knows no streaming lists.
        foreach (string resource in (string[])["pods", "services", "endpoints", "nodes", "namespaces"])
        {
            await MemberRun.UntilAsync($"{resource} are watched", () => cluster.Requests("watch", resource) > 0);
            cluster.Requests("list", resource).ShouldBe(lists, resource);
            cluster.Requests("watch", resource).ShouldBeInRange(1, 1 + lists, resource);
        }
    }

    [Fact]
    public async Task The_last_to_leave_ends_the_informer()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(new SimulatedPod("web-1", "shop"));
        await using var run = new DiscoveryRun(cluster.Url);
        using var stopFirst = new CancellationTokenSource();
        using var stopSecond = new CancellationTokenSource();
        (TestObserver first, Task firstRun) = run.ObserveUntil(stopFirst.Token);
        (TestObserver second, Task secondRun) = run.ObserveUntil(stopSecond.Token);
        await first.UntilAsync(TestObserver.SyncedMark);
        await second.UntilAsync(TestObserver.SyncedMark);

        await stopFirst.CancelAsync();
        await firstRun;
        cluster.Apply(new SimulatedPod("web-2", "shop"));
        await second.UntilAsync("pod/shop/web-2: 1");
        first.Groups.ShouldBe(["pod/shop/web-1"]);

        await stopSecond.CancelAsync();
        await secondRun;
        await run.Observe().UntilAsync(TestObserver.SyncedMark);
        run.Meters[Streams].ShouldBe(2);
    }

    [Fact]
    public async Task A_forbidden_namespace_stops_no_other_and_keeps_nobody_waiting()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(new SimulatedPod("blue-1", "blue"));
        cluster.Apply(new SimulatedPod("green-1", "green"));
        IDisposable forbidden = cluster.Forbid("*", "pods", "blue");
        await using var run = new DiscoveryRun(cluster.Url);
        TestObserver observer = run.Observe(DiscoveryRun.Pods("blue", "green"));
        await observer.UntilAsync(TestObserver.SyncedMark);
        observer.Groups.ShouldBe(["pod/green/green-1"]);
        run.Log.Warnings.ShouldHaveSingleItem().ShouldContain("the account lacks list on pods in namespace blue: grant the verbs get, list, watch");
        run.Meters["pipelinedsl.kubernetes.up{resource=pods,namespace=blue}"].ShouldBe(0);

        forbidden.Dispose();
        await run.Time.SkipPauseAsync();
        (await observer.NextAsync()).ShouldBe("pod/blue/blue-1: 1");
    }

    [Fact]
    public async Task While_the_server_is_away_all_stays_and_then_only_differences_are_told()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(new SimulatedPod("web-1", "shop"));
        cluster.Apply(new SimulatedPod("web-2", "shop"));
        await using var run = new DiscoveryRun(cluster.Url);
        TestObserver observer = run.Observe();
        await observer.UntilAsync(TestObserver.SyncedMark);
        cluster.Apply(new SimulatedPod("web-3", "shop"));
        await observer.UntilAsync("pod/shop/web-3: 1");
        using (cluster.Unavailable())
        {
            for (int i = 0; i < 4; i++)
            {
                await run.Time.SkipPauseAsync();
            }

            cluster.Delete(new SimulatedPod("web-2", "shop"));
            cluster.Apply(new SimulatedPod("web-4", "shop"));
            cluster.ExpireHistory();
            observer.Groups.ShouldBe(["pod/shop/web-1", "pod/shop/web-2", "pod/shop/web-3"]);
            await run.Time.PauseAsync();
        }

        run.Time.SkipsPauses = true;
        run.Time.Advance(TimeSpan.FromSeconds(60));
        (await observer.NextAsync()).ShouldBe("pod/shop/web-4: 1");
        (await observer.NextAsync()).ShouldBe("pod/shop/web-2: 0");
        observer.IsQuiet.ShouldBeTrue();
        run.Log.Warnings.ShouldHaveSingleItem().ShouldContain("cannot be reached");
        run.Log.Lines.ShouldContain("Information: The Kubernetes API server is well again.");
    }

    [Fact]
    public async Task Disposing_ends_all_runs()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        await using var run = new DiscoveryRun(cluster.Url);
        (TestObserver observer, Task running) = run.ObserveUntil(TestContext.Current.CancellationToken);
        await observer.UntilAsync(TestObserver.SyncedMark);
        await run.Discovery.DisposeAsync();
        await running;
        await Should.ThrowAsync<ObjectDisposedException>(() => run.Discovery.RunAsync(DiscoveryRun.Pods(), observer, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Only_sources_of_Kubernetes_are_its_own()
    {
        var discovery = new KubernetesDiscovery(KubernetesAccess.FromUrl(new Uri("http://127.0.0.1")), TimeProvider.System, new TestMeters(), new TestLog());
        discovery.CanDiscover(DiscoveryRun.Pods()).ShouldBeTrue();
        discovery.CanDiscover(new StaticSource(["a:1"])).ShouldBeFalse();
    }
}

using System.Text.Json.Nodes;
using PipelineDsl.Http;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Resources of the Prometheus Operator come and go as jobs.</summary>
public sealed class OperatorDiscoveryTests
{
    private const string Plain = """[{ "port": "http" }]""";
    private const string WithSecret = """[{ "port": "http", "bearerTokenSecret": { "name": "token", "key": "t" } }]""";

    [Fact]
    public async Task Resources_are_reported_changed_and_taken_away()
    {
        await using OperatorWorld world = await OperatorWorld.StartAsync();
        world.ApplyPodMonitor("web", Plain);
        JobObserver observer = world.Observe(Discover.PodMonitors());

        IReadOnlyList<ScrapeJob> jobs = await observer.NextAsync("podMonitor/shop/web");
        jobs.ShouldHaveSingleItem().Name.ShouldBe("podMonitor/shop/web/0");
        await observer.NextAsync(JobObserver.SyncedMark);
        world.Meters["pipelinedsl.operator.resources{kind=PodMonitor}"].ShouldBe(1);

        world.Delete("PodMonitor", "web");
        (await observer.NextAsync("podMonitor/shop/web")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_that_did_not_change_is_the_same_object()
    {
        await using OperatorWorld world = await OperatorWorld.StartAsync();
        world.ApplyPodMonitor("web", """[{ "port": "http" }, { "port": "admin" }]""");
        JobObserver observer = world.Observe(Discover.PodMonitors());
        IReadOnlyList<ScrapeJob> before = await observer.NextAsync("podMonitor/shop/web");
        await observer.NextAsync(JobObserver.SyncedMark);

        world.ApplyPodMonitor("web", """[{ "port": "http" }, { "port": "admin", "interval": "15s" }]""");
        IReadOnlyList<ScrapeJob> after = await observer.NextAsync("podMonitor/shop/web");
        after[0].ShouldBeSameAs(before[0]);
        after[1].ShouldNotBeSameAs(before[1]);
        after[1].Scrape.Interval.ShouldBe(15.Seconds());
    }

    [Fact]
    public async Task Labels_of_a_resource_change_nothing()
    {
        await using OperatorWorld world = await OperatorWorld.StartAsync();
        world.ApplyPodMonitor("web", Plain);
        JobObserver observer = world.Observe(Discover.PodMonitors());
        await observer.NextAsync("podMonitor/shop/web");
        await observer.NextAsync(JobObserver.SyncedMark);

        world.ApplyPodMonitor("web", Plain, label: "b");
        world.ApplyPodMonitor("other", Plain);
        await observer.NextAsync("podMonitor/shop/other");
    }

    [Fact]
    public async Task Without_crds_the_pipeline_is_ready_and_finds_resources_once_they_are_installed()
    {
        await using OperatorWorld world = await OperatorWorld.StartAsync();
        world.Time.SkipsPauses = true;
        world.Cluster.Remove("podmonitors");
        JobObserver observer = world.Observe(Discover.PodMonitors());
        await observer.NextAsync(JobObserver.SyncedMark);
        world.Log.Warnings.ShouldHaveSingleItem().ShouldContain("install the CRDs of the Prometheus Operator");

        world.Cluster.Restore("podmonitors");
        world.ApplyPodMonitor("web", Plain);
        await observer.NextAsync("podMonitor/shop/web");
        world.Log.Warnings.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_changed_secret_changes_the_jobs_that_use_it()
    {
        await using OperatorWorld world = await OperatorWorld.StartAsync();
        world.ApplySecret("token", "t", "one");
        world.ApplyPodMonitor("web", WithSecret);
        world.ApplyPodMonitor("without", Plain);
        JobObserver observer = world.Observe(Discover.PodMonitors().Selector("team=a"));
        var jobs = new List<IReadOnlyList<ScrapeJob>>();
        await observer.NextAsync("podMonitor/shop/without");
        jobs.Add(await observer.NextAsync("podMonitor/shop/web"));
        await observer.NextAsync(JobObserver.SyncedMark);

        world.ApplySecret("token", "t", "two");
        jobs.Add(await observer.NextAsync("podMonitor/shop/web"));
        string[] tokens = [.. await Task.WhenAll(jobs.Select(job =>
            job.ShouldHaveSingleItem().Scrape.Http.Authentication.ShouldBeOfType<HeaderAuthentication>().Credentials.ReadAsync().AsTask()))];
        tokens.ShouldBe(["one", "two"]);

        world.Delete("Secret", "token");
        (await observer.NextAsync("podMonitor/shop/web")).ShouldBeEmpty();
        world.Meters["pipelinedsl.operator.rejected_resources{kind=PodMonitor}"].ShouldBe(1);
    }

    [Fact]
    public async Task A_bad_resource_is_rejected_alone_and_says_why()
    {
        await using OperatorWorld world = await OperatorWorld.StartAsync();
        world.ApplyPodMonitor("bad", """[{ "port": "http" }, { "port": "http", "interval": "5s", "scrapeTimeout": "6s" }]""");
        world.ApplyPodMonitor("good", Plain);
        JobObserver observer = world.Observe(Discover.PodMonitors());
        await observer.NextAsync("podMonitor/shop/good");
        await observer.NextAsync(JobObserver.SyncedMark);

        const string reason = "spec.podMetricsEndpoints[1].scrapeTimeout: 6s is longer than the interval, 5s";
        world.Log.Warnings.ShouldBe([$"Error: podMonitor/shop/bad gives no jobs, {reason}"]);
        world.Meters["pipelinedsl.operator.rejected_resources{kind=PodMonitor}"].ShouldBe(1);
        JsonObject written = await EventAsync(world);
        written["note"]!.ToString().ShouldBe(reason);
        written["reason"]!.ToString().ShouldBe("InvalidConfiguration");
        written["regarding"]!["name"]!.ToString().ShouldBe("bad");

        world.ApplyPodMonitor("bad", Plain);
        (await observer.NextAsync("podMonitor/shop/bad")).ShouldHaveSingleItem();
        world.Meters["pipelinedsl.operator.rejected_resources{kind=PodMonitor}"].ShouldBe(0);
        world.Cluster.Requests("create", "events").ShouldBe(1);
    }

    [Fact]
    public async Task Namespaces_and_selectors_choose_the_resources()
    {
        await using OperatorWorld world = await OperatorWorld.StartAsync();
        world.ApplyPodMonitor("one", Plain, "team-a", "x");
        world.ApplyPodMonitor("two", Plain, "team-b", "x");
        world.ApplyPodMonitor("three", Plain, "team-a", "y");
        JobObserver all = world.Observe(Discover.PodMonitors().Selector("team=x").ExcludeNamespaces("team-b"));
        await all.NextAsync("podMonitor/team-a/one");
        await all.NextAsync(JobObserver.SyncedMark);
        JobObserver named = world.Observe(Discover.PodMonitors().Namespaces("team-b"));
        await named.NextAsync("podMonitor/team-b/two");
        await named.NextAsync(JobObserver.SyncedMark);
        all.IsQuiet.ShouldBeTrue();
    }

    [Fact]
    public async Task Targets_that_nothing_can_find_reject_the_resource()
    {
        await using OperatorWorld world = await OperatorWorld.StartAsync(canDiscover: _ => false);
        world.ApplyPodMonitor("web", Plain);
        JobObserver observer = world.Observe(Discover.PodMonitors());
        await observer.NextAsync(JobObserver.SyncedMark);
        world.Log.Warnings.ShouldHaveSingleItem().ShouldContain("nothing in this program discovers pods in shop");
    }

    // Events are written beside the jobs.
    private static async Task<JsonObject> EventAsync(OperatorWorld world)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (world.Cluster.Objects("events").Count == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return world.Cluster.Objects("events")[0];
    }
}

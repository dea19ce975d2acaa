using System.Text.Json.Nodes;
using PipelineDsl.Discovery;
using PipelineDsl.Http;
using PipelineDsl.Testing;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Sources at another API server than the program's own.</summary>
public class OtherServerTests
{
    [Fact]
    public async Task Each_source_finds_what_is_at_its_server_and_sources_with_the_same_connection_share_it()
    {
        await using SimulatedCluster own = await SimulatedCluster.StartAsync();
        await using SimulatedCluster other = await SimulatedCluster.StartAsync();
        own.Apply(new SimulatedPod("here", "shop"));
        other.Apply(new SimulatedPod("there", "shop"));
        await using var run = new DiscoveryRun(own.Url);
        TestObserver here = run.Observe();
        using var stop = new CancellationTokenSource();
        (TestObserver there, Task running) = run.ObserveUntil(stop.Token, At(other.Url));
        (TestObserver also, Task alsoRunning) = run.ObserveUntil(stop.Token, At(other.Url));
        await here.UntilAsync(TestObserver.SyncedMark);
        await there.UntilAsync(TestObserver.SyncedMark);
        await also.UntilAsync(TestObserver.SyncedMark);
        here.Groups.ShouldBe(["pod/shop/here"]);
        there.Groups.ShouldBe(["pod/shop/there"]);
        also.Groups.ShouldBe(there.Groups);
        other.Requests("watch", "pods").ShouldBe(1);

        await stop.CancelAsync();
        await Task.WhenAll(running, alsoRunning).WaitAsync(TimeSpan.FromSeconds(20));
        own.Apply(new SimulatedPod("later", "shop"));
        await here.UntilAsync("pod/shop/later: 1");
        TestObserver again = run.Observe(At(other.Url));
        await again.UntilAsync(TestObserver.SyncedMark);
        again.Groups.ShouldBe(["pod/shop/there"]);
        other.Requests("watch", "pods").ShouldBe(2);
    }

    [Fact]
    public async Task Its_credentials_are_sent_there_and_a_refusal_concerns_it_alone()
    {
        await using SimulatedCluster own = await SimulatedCluster.StartAsync();
        await using ScriptedApi other = await ScriptedApi.StartAsync();
        own.Apply(new SimulatedPod("here", "shop"));
        await using var run = new DiscoveryRun(own.Url);
        TestObserver there = run.Observe(At(other.Url, new HttpClientOptions { Authentication = new HeaderAuthentication(Secret.FromValue("there")) }));
        ScriptedApi.Exchange list = await other.NextListAsync();
        list.Request.Headers.Authorization.ToString().ShouldBe("Bearer there");
        await list.AnswerAsync(401, Recorded.Answer("bad-token")["body"]!.ToJsonString());
        await there.UntilAsync(TestObserver.SyncedMark);
        TestObserver here = run.Observe();
        await here.UntilAsync(TestObserver.SyncedMark);
        here.Groups.ShouldBe(["pod/shop/here"]);
        run.Log.Warnings.ShouldHaveSingleItem().ShouldContain($"The API server {other.Url} does not accept the credentials of the settings beside apiServer");
    }

    [Fact]
    public async Task A_ScrapeConfig_names_a_server_and_the_Secret_with_the_token()
    {
        await using ScriptedApi other = await ScriptedApi.StartAsync();
        await using OperatorWorld world = await OperatorWorld.StartAsync();
        world.ApplySecret("other", "token", "there");
        world.Cluster.Apply((JsonObject)JsonNode.Parse($$"""
            {"apiVersion":"monitoring.coreos.com/v1alpha1","kind":"ScrapeConfig","metadata":{"name":"far","namespace":"shop"},
             "spec":{"kubernetesSDConfigs":[{"role":"Pod","apiServer":"{{other.Url}}","namespaces":{"names":["shop"]},"authorization":{"credentials":{"name":"other","key":"token"} } }]} }
            """)!);
        JobObserver jobs = world.Observe(Discover.ScrapeConfigs());
        KubernetesSource source = (await jobs.NextAsync("scrapeConfig/shop/far")).ShouldHaveSingleItem().Sources.ShouldHaveSingleItem().ShouldBeOfType<KubernetesSource>();

        await using var run = new DiscoveryRun(world.Cluster.Url);
        TestObserver there = run.Observe(source);
        ScriptedApi.Exchange list = await other.NextListAsync();
        list.Path.ShouldBe("/api/v1/namespaces/shop/pods");
        list.Request.Headers.Authorization.ToString().ShouldBe("Bearer there");
        await list.AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5)));
        await there.UntilAsync("pod/shop/web-1: 1");
    }

    private static KubernetesSource At(Uri server, HttpClientOptions? http = null) =>
        DiscoveryRun.Pods("shop") with { Connection = new KubernetesConnection(server, http ?? HttpClientOptions.Default) };
}

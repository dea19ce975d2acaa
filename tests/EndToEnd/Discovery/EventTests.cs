using System.Text.Json.Nodes;
using PipelineDsl.EndToEnd.Peers;
using PipelineDsl.Kubernetes;
using PipelineDsl.Kubernetes.Tests;

namespace PipelineDsl.EndToEnd.Discovery;

/// <summary>Events that a real server takes.</summary>
public sealed class EventTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Of_several_replicas_that_say_the_same_one_event_is_kept()
    {
        KubernetesServer server = await cluster.ServerAsync();
        await server.CreateNamespaceAsync("events");
        var log = new TestLog();
        using var meters = new TestMeters();
        await using var discovery = new KubernetesDiscovery(KubernetesAccess.FromKubeConfig(server.KubeConfig), TimeProvider.System, meters, log);
        await using var first = new KubernetesEvents(discovery);
        await using var second = new KubernetesEvents(discovery);
        foreach (KubernetesEvents replica in (KubernetesEvents[])[first, second])
        {
            replica.Warn(new EventSubject("Pod", "events", "web-1", "") { Owner = "ReplicaSet/web" }, "InvalidPort", "write a number from 1 to 65535");
        }

        await Eventually.HoldsAsync("both are answered", TimeSpan.FromSeconds(30), () => Task.FromResult(Answered(201) == 1 && Answered(409) == 1), () => string.Join('\n', log.Lines));

        JsonNode events = JsonNode.Parse(await server.SendAsync(HttpMethod.Get, "apis/events.k8s.io/v1/namespaces/events/events", null))!;
        JsonNode written = events["items"]!.AsArray().ShouldHaveSingleItem()!;
        $"{written["reason"]} {written["regarding"]!["name"]} {written["note"]}".ShouldBe("InvalidPort web-1 write a number from 1 to 65535");
        log.Warnings.ShouldBeEmpty();

        long Answered(int code) => meters[$"pipelinedsl.kubernetes.requests{{verb=create,resource=events,code={code}}}"];
    }
}

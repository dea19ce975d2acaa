using PipelineDsl.Discovery;
using PipelineDsl.EndToEnd.Peers;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.EndToEnd.Discovery;

/// <summary>A server that answers 429 for a while: targets stay, and it is left alone.</summary>
public sealed class OverloadTests(ClusterFixture cluster)
{
    private static readonly TimeSpan s_overload = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Half_a_minute_of_429_costs_few_requests_and_no_target()
    {
        KubernetesServer server = await cluster.ServerAsync();
        await server.CreateNamespaceAsync("overload");
        await using ApiProxy proxy = await ApiProxy.StartAsync(server);
        await using var found = new Found(() => KubernetesAccess.FromUrl(proxy.Url), new KubernetesSource(KubernetesRole.Pod) { Namespaces = ["overload"] });
        await Eventually.HoldsAsync("the namespace is watched", s_patience, () => Task.FromResult(proxy.Count("watch", "pods", 200) == 1), proxy.ToString);
        await server.CreatePodAsync("overload", "a", 8080, new Dictionary<string, string>());
        await Eventually.HoldsAsync("the pod is found", s_patience, () => Task.FromResult(found.Pods == "a"), found.ToString);

        proxy.IsThrottling = true;
        proxy.Cut();
        await server.CreatePodAsync("overload", "b", 8080, new Dictionary<string, string>());
        await Task.Delay(s_overload, TestContext.Current.CancellationToken);
        found.Pods.ShouldBe("a");
        proxy.IsThrottling = false;
        await Eventually.HoldsAsync("what changed meanwhile is found", s_patience, () => Task.FromResult(found.Pods == "a b"), found.ToString);

        // After at most 1.6 s, then twice as long each time, with as much again at random.
        TestContext.Current.SendDiagnosticMessage(proxy.ToString());
        proxy.Count("watch", "pods", 429).ShouldBeInRange(3, 5, proxy.ToString());
        (proxy.Count("list", "pods", 200), proxy.Count("list", "pods", 429), proxy.Count("watch", "pods", 200)).ShouldBe((1, 0, 2), proxy.ToString());
        found.Lost.ShouldBeEmpty();
        found.Log.Warnings.ShouldHaveSingleItem().ShouldContain("is overloaded and asked to watch pods in namespace overload later (429");
    }
}

using PipelineDsl.Discovery;
using PipelineDsl.EndToEnd.Peers;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.EndToEnd.Discovery;

/// <summary>Service accounts with just the rights that a pipeline needs, and with one less.</summary>
public sealed class RightsTests(ClusterFixture cluster)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task List_and_watch_in_the_namespace_are_all_that_pods_need()
    {
        KubernetesServer server = await cluster.ServerAsync();
        await using Found found = await StartAsync(server, "rights", "list", "watch");
        await Eventually.HoldsAsync("the pod is found", s_patience, () => Task.FromResult(found.Pods == "old"), found.ToString);

        await server.CreatePodAsync("rights", "young", 8080, new Dictionary<string, string>());
        await Eventually.HoldsAsync("the next pod is found, too", s_patience, () => Task.FromResult(found.Pods == "old young"), found.ToString);
        found.Log.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("list", "watch")]
    [InlineData("watch", "list")]
    public async Task One_verb_less_is_named_with_the_resource_and_the_mend(string missing, string granted)
    {
        KubernetesServer server = await cluster.ServerAsync();
        string ns = $"no-{missing}";
        await using Found found = await StartAsync(server, ns, granted);

        await Eventually.HoldsAsync("the log says so", s_patience, () => Task.FromResult(found.Log.Warnings.Length > 0), found.ToString);

        string message = found.Log.Warnings.ShouldHaveSingleItem();
        message.ShouldStartWith("Error: ");
        message.ShouldContain($"refuses to {missing} pods in namespace {ns} (403: pods is forbidden: User \"system:serviceaccount:{ns}:reader\" cannot {missing} resource \"pods\"");
        message.ShouldContain($"the account lacks {missing} on pods in namespace {ns}: grant the verbs get, list, watch with a Role and a RoleBinding in {ns}");

        // What could be listed is there, although it is only asked for again now and then.
        found.Pods.ShouldBe(granted == "list" ? "old" : "");
    }

    private static async Task<Found> StartAsync(KubernetesServer server, string ns, params string[] verbs)
    {
        await server.CreateNamespaceAsync(ns);
        await server.CreatePodAsync(ns, "old", 8080, new Dictionary<string, string>());
        (string config, _) = await server.ServiceAccountAsync(ns, "reader");
        await server.GrantAsync(ns, "reader", verbs, "pods");
        return new Found(() => KubernetesAccess.FromKubeConfig(config), new KubernetesSource(KubernetesRole.Pod) { Namespaces = [ns] });
    }
}

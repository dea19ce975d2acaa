using PipelineDsl.Discovery;
using PipelineDsl.EndToEnd.Peers;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.EndToEnd.Discovery;

/// <summary>A kubeconfig whose user has a command print its token.</summary>
public sealed class ExecPluginTests(ClusterFixture cluster)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_server_takes_the_token_that_a_command_prints_and_a_refused_one_is_printed_anew()
    {
        KubernetesServer server = await cluster.ServerAsync();
        await server.CreateNamespaceAsync("plugin");
        await server.CreatePodAsync("plugin", "old", 8080, new Dictionary<string, string>());
        (string config, string tokenFile) = await server.ServiceAccountAsync("plugin", "plugin");
        await server.GrantAsync("plugin", "plugin", ["list", "watch"], "pods");
        string token = await File.ReadAllTextAsync(tokenFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(tokenFile, "expired", TestContext.Current.CancellationToken);
        await WithPluginAsync(config, tokenFile);

        await using var found = new Found(() => KubernetesAccess.FromKubeConfig(config), new KubernetesSource(KubernetesRole.Pod) { Namespaces = ["plugin"] });
        await Eventually.HoldsAsync("the expired token is refused", s_patience, () => Task.FromResult(found.Log.Warnings.Length > 0), found.ToString);
        found.Log.Warnings.ShouldHaveSingleItem().ShouldContain("does not accept the credentials of context 'test'");

        await File.WriteAllTextAsync(tokenFile, token, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync("the pod is found", s_patience, () => Task.FromResult(found.Pods == "old"), found.ToString);
    }

    private static async Task WithPluginAsync(string config, string tokenFile)
    {
        string text = await File.ReadAllTextAsync(config);
        string script = tokenFile + ".sh";
        await File.WriteAllTextAsync(script, """
            printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s"}}' "$(cat "$1")"
            """);
        string exec = $"exec: {{ apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: sh, args: [{script}, {tokenFile}] }}";
        await File.WriteAllTextAsync(config, text.Replace($"tokenFile: {tokenFile}", exec, StringComparison.Ordinal));
    }
}

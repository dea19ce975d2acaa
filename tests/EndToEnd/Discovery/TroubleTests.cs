using PipelineDsl.Discovery;
using PipelineDsl.EndToEnd.Peers;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.EndToEnd.Discovery;

/// <summary>Trouble with a real API server: targets stay right, and requests few.</summary>
public sealed class TroubleTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);
    private static readonly KubernetesSource s_pods = new(KubernetesRole.Pod) { Namespaces = ["trouble"] };

    private KubernetesServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await KubernetesServer.StartAsync();
        await _server.CreateNamespaceAsync("trouble");
        await CreateAsync("a");
        await CreateAsync("b");
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_crash_with_a_new_certificate_and_a_new_token_costs_no_target()
    {
        (string config, _) = await _server.ServiceAccountAsync("trouble", "reader");
        await _server.GrantAsync("trouble", "reader", ["list", "watch"], "pods");
        await using var found = new Found(() => KubernetesAccess.FromKubeConfig(config), s_pods);
        await HasAsync(found, "a b");

        // The account is made anew: its old token is of somebody who is no more.
        await _server.ServiceAccountAsync("trouble", "reader");
        await _server.KillAsync();
        await _server.RestartAsync();
        await CreateAsync("c");
        await HasAsync(found, "a b c");

        found.Lost.ShouldBeEmpty();
        TestContext.Current.SendDiagnosticMessage(Counted(found));
        (found.Requests("list", "200") + found.Requests("watch", "200")).ShouldBeLessThanOrEqualTo(6, Counted(found));
        (found.Requests("watch", "none") + found.Requests("list", "none")).ShouldBeLessThanOrEqualTo(8, Counted(found));
    }

    [Fact]
    public async Task Cut_watches_and_forgotten_history_cost_few_requests()
    {
        await using ApiProxy proxy = await ApiProxy.StartAsync(_server);
        await using var found = new Found(() => KubernetesAccess.FromUrl(proxy.Url), s_pods);
        await HasAsync(found, "a b");

        // This server knows no streaming lists: asked once.
        (proxy.Count("watch", "pods", 422), proxy.Count("list", "pods", 200)).ShouldBe((1, 1), proxy.ToString());
        proxy.Cut();
        await CreateAsync("c");
        await HasAsync(found, "a b c");
        proxy.Cut();
        await CreateAsync("d");
        await HasAsync(found, "a b c d");
        (proxy.Count("watch", "pods", 200), proxy.Count("list", "pods", 200), proxy.Requests).ShouldBe((3, 1, 5), proxy.ToString());
        found.Lost.ShouldBeEmpty();

        // Meanwhile pods come and go, and the history that says so is gone, too.
        proxy.IsAway = true;
        proxy.Cut();
        await _server.DeletePodAsync("trouble", "a");
        await CreateAsync("e");
        await _server.CompactAsync();
        await _server.KillAsync();
        await _server.RestartAsync();
        found.Pods.ShouldBe("a b c d");
        proxy.IsAway = false;
        await HasAsync(found, "b c d e");
        found.Lost.ShouldBe(["pod/trouble/a"]);
        proxy.Count("list", "pods", 200).ShouldBe(2, proxy.ToString());
        found.Meters["pipelinedsl.kubernetes.watch.restarts{resource=pods,reason=expired}"].ShouldBe(1, proxy.ToString());
    }

    private Task CreateAsync(string name) => _server.CreatePodAsync("trouble", name, 8080, new Dictionary<string, string>());

    private static Task<TimeSpan> HasAsync(Found found, string pods) =>
        Eventually.HoldsAsync($"the pods {pods} are found", s_patience, () => Task.FromResult(found.Pods == pods), () => $"{found.Pods}\n{found}");

    private static string Counted(Found found) => string.Join(", ", ((string[])["list", "watch"]).SelectMany(verb =>
        ((string[])["200", "401", "403", "422", "none"]).Select(code => $"{verb} {code}: {found.Requests(verb, code)}"))) + $"\n{found}";
}

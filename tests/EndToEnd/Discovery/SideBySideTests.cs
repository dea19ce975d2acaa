using PipelineDsl.Discovery;
using PipelineDsl.EndToEnd.Peers;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.EndToEnd.Discovery;

/// <summary>A real Prometheus and ours look at one API server.</summary>
public sealed class SideBySideTests(ClusterFixture cluster)
{
    private const int Changes = 200;
    private const int Seed = 20;
    private static readonly string[] s_namespaces = ["red", "green"];
    private static readonly string[] s_ofTheConfiguration = ["__scheme__", "__metrics_path__", "__scrape_interval__", "__scrape_timeout__", "job"];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task After_two_hundred_random_changes_both_hold_the_same_discovered_targets()
    {
        KubernetesServer server = await cluster.ServerAsync();
        foreach (string ns in s_namespaces)
        {
            await server.CreateNamespaceAsync(ns);
        }

        await using ApiProxy proxy = await ApiProxy.StartAsync(server);
        Dictionary<string, KubernetesSource> sources = Enum.GetValues<KubernetesRole>()
            .ToDictionary(role => $"{role}".ToLowerInvariant(), role => new KubernetesSource(role) { Namespaces = [.. s_namespaces] });
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(Configuration(sources.Keys, proxy.Url));
        await using var found = new Found(() => KubernetesAccess.FromUrl(proxy.Url), sources.Values);
        var changes = new RandomChanges(server, s_namespaces, Seed);
        for (int i = 0; i < Changes; i++)
        {
            await changes.NextAsync();
        }

        string difference = "";
        await Eventually.HoldsAsync("they agree on what Prometheus follows at once", s_patience, async () =>
        {
            difference = await CompareAsync("pod", "service", "node", "ingress");
            return difference.Length == 0;
        }, () => $"{difference}\n{string.Join('\n', changes.Done)}\n{found}");
        await changes.TouchAsync();
        await Eventually.HoldsAsync("they agree on all roles", s_patience, async () =>
        {
            difference = await CompareAsync([.. sources.Keys]);
            return difference.Length == 0;
        }, () => $"{difference}\n{string.Join('\n', changes.Done)}\n{found}");

        foreach ((string role, KubernetesSource source) in sources)
        {
            found.Targets(source).Length.ShouldBeGreaterThan(3, role);
        }

        TestContext.Current.SendDiagnosticMessage(string.Join(", ", sources.Select(pair => $"{pair.Key}: {found.Targets(pair.Value).Length} targets")));

        async Task<string> CompareAsync(params string[] roles)
        {
            ILookup<string, IReadOnlyDictionary<string, string>> theirs = await prometheus.DiscoveredAsync();
            return string.Join('\n', roles.SelectMany(role => Difference(
                role, theirs[role].Select(Text), found.Targets(sources[role]).Select(labels => Text(labels.ToDictionary())))));
        }
    }

    private static IEnumerable<string> Difference(string role, IEnumerable<string> theirs, IEnumerable<string> ours)
    {
        List<string> missing = [.. theirs];
        string[] more = [.. ours.Where(target => !missing.Remove(target))];
        return [.. missing.Select(target => $"{role}: only Prometheus has {target}"), .. more.Select(target => $"{role}: only ours has {target}")];
    }

    // A label without a value is none.
    private static string Text(IReadOnlyDictionary<string, string> labels) => string.Join(", ", labels
        .Where(label => label.Value.Length > 0 && !s_ofTheConfiguration.Contains(label.Key))
        .OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    // Nothing is scraped: what rules drop keeps its discovered labels.
    private static string Configuration(IEnumerable<string> roles, Uri server) => "scrape_configs:\n" + string.Concat(roles.Select(role =>
        $$"""
        - job_name: {{role}}
          kubernetes_sd_configs: [{ role: {{role}}, api_server: "{{server}}", namespaces: { names: [{{string.Join(", ", s_namespaces)}}] } }]
          relabel_configs: [{ source_labels: [__address__], regex: ".*", action: drop }]

        """));
}

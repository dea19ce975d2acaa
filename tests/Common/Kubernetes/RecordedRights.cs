using System.Text.Json.Nodes;
using PipelineDsl.Testing;

namespace PipelineDsl.Recordings;

/// <summary>How many targets Prometheus found while rights were missing.</summary>
/// <param name="directory">Where the recordings are.</param>
internal sealed class RecordedRights(string directory)
{
    private static readonly string[] s_resources = ["pods", "services", "endpoints", "endpointslices", "nodes", "namespaces", "ingresses"];

    private readonly JsonNode _recorded = JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "rights.json")))!;

    public IEnumerable<string> Names => _recorded["cases"]!.AsArray().Select(c => (string)c!["name"]!);

    /// <summary>The number of targets expected and found.</summary>
    public async Task<(int Expected, int Found)> CountAsync(string name, bool hasStreamingLists)
    {
        JsonNode recorded = _recorded["cases"]!.AsArray().Single(c => (string)c!["name"]! == name)!;
        JsonObject lists = JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "wire/lists.json")))!.AsObject();
        await using RecordedCluster cluster = await RecordedCluster.StartAsync(lists);
        cluster.Cluster.HasStreamingLists = hasStreamingLists;
        foreach (string resource in s_resources)
        {
            foreach (string verb in (string[])["list", "watch"])
            {
                Forbid(cluster.Cluster, recorded, verb, resource);
            }
        }

        CollectedTargets targets = await cluster.DiscoverAsync(recorded["sd_config"]!.ToSource());
        return ((int)recorded[hasStreamingLists ? "targets_watch_list" : "targets"]!, targets.Texts.Length);
    }

    private static void Forbid(SimulatedCluster cluster, JsonNode recorded, string verb, string resource)
    {
        bool isAllowed = recorded["rules"]!.AsArray().Any(rule => IsAbout(rule!, "resources", resource) && IsAbout(rule!, "verbs", verb));
        if (!isAllowed)
        {
            cluster.Forbid(verb, resource);
        }
        else if (recorded["only_in_namespace"] is not null)
        {
            // A Role: neither the other namespace nor all together.
            cluster.Forbid(verb, resource, "infra");
            cluster.Forbid(verb, resource, "");
        }
    }

    private static bool IsAbout(JsonNode rule, string what, string name) => rule[what]!.AsArray().Any(item => (string)item! == name);
}

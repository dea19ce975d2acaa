using System.Text.Json.Nodes;
using PipelineDsl.Discovery;

namespace PipelineDsl.Recordings;

/// <summary>The targets that Prometheus found for a config, compared with those we find in the same objects.</summary>
/// <param name="directory">Where the recordings are.</param>
internal sealed class RecordedTargets(string directory)
{
    public IEnumerable<string> Names => Directory.EnumerateFiles(Path.Combine(directory, "targets"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(name => !name.EndsWith("-active", StringComparison.Ordinal) && !name.StartsWith("differences-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>What we find otherwise than Prometheus; empty if nothing.</summary>
    public async Task<string[]> DisagreementsAsync(string name, bool hasStreamingLists)
    {
        JsonNode recorded = Read($"targets/{name}.json");
        bool isOld = IsOld(name);
        bool isExcerpt = (bool?)recorded["excerpt"] ?? false;
        await using RecordedCluster cluster = await RecordedCluster.StartAsync(ListsOf(name));
        cluster.Cluster.HasStreamingLists = hasStreamingLists && !isOld;
        if (isOld)
        {
            cluster.Cluster.Remove("endpointslices");
        }

        KubernetesSource source = recorded["sd_config"]!.ToSource();
        string[] found = (await cluster.DiscoverAsync(source)).Texts;
        string[] expected = recorded["targets"]!.AsArray().Select(t => t!.ToLabelSet()).ToTexts();
        return isExcerpt ? Differences([.. expected.Select(WithoutUid)], [.. found.Select(WithoutUid)], "missing") : [.. Both(expected, found)];
    }

    public JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(directory, file)))!;

    public static IEnumerable<string> Both(string[] expected, string[] found) =>
        [.. Differences(expected, found, "missing"), .. Differences(found, expected, "too much")];

    /// <summary>The objects that were there when the targets were recorded: path -> List.</summary>
    public JsonObject ListsOf(string name)
    {
        JsonNode recorded = Read($"targets/{name}.json");

        // What was upgraded had been made under 1.20.
        bool isOld = IsOld(name) || recorded["endpointslices"] is not null;
        JsonObject lists = isOld ? Read("wire/lists-k8s120.json")["lists"]!.AsObject() : Read("wire/lists.json").AsObject();
        if (isOld)
        {
            lists.Remove("/apis/discovery.k8s.io/v1beta1/endpointslices");
        }

        if (recorded["endpointslices"] is { } slices)
        {
            lists["/apis/discovery.k8s.io/v1/endpointslices"] = new JsonObject { ["items"] = slices.DeepClone() };
        }

        return lists;
    }

    private static bool IsOld(string name) => name.StartsWith("k8s120", StringComparison.Ordinal);

    private static string[] Differences(string[] some, string[] others, string what)
    {
        List<string> left = [.. others];
        return [.. some.Where(text => !left.Remove(text)).Select(text => $"{what}: {text}")];
    }

    // An excerpt was recorded on another day: pods had other UIDs then.
    private static string WithoutUid(string text)
    {
        int at = text.IndexOf("__meta_kubernetes_pod_uid=\"", StringComparison.Ordinal);
        return at < 0 ? text : text.Remove(at, text.IndexOf('"', at + 27) + 1 - at);
    }
}

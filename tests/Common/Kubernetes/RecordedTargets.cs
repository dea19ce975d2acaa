using System.Text.Json.Nodes;

namespace PipelineDsl.Recordings;

/// <summary>The targets that Prometheus found for a config, compared with those we find in the same objects.</summary>
/// <param name="directory">Where the recordings are.</param>
internal sealed class RecordedTargets(string directory)
{
    public IEnumerable<string> Names => Directory.EnumerateFiles(Path.Combine(directory, "targets"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(name => !name.EndsWith("-active", StringComparison.Ordinal) && !name.StartsWith("differences-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>What we find.</summary>
    public async Task<string[]> FindAsync(string name, bool hasStreamingLists)
    {
        await using RecordedCluster cluster = await RecordedCluster.StartAsync(ListsOf(name));
        cluster.Cluster.HasStreamingLists = hasStreamingLists && !IsOld(name);
        if (IsOld(name))
        {
            cluster.Cluster.Remove("endpointslices");
        }

        return (await cluster.DiscoverAsync(Read($"targets/{name}.json")["sd_config"]!.ToSource())).Texts;
    }

    /// <summary>What Prometheus found otherwise; empty if nothing.</summary>
    public string[] Compare(string name, string[] found)
    {
        JsonNode recorded = Read($"targets/{name}.json");
        string[] expected = recorded["targets"]!.AsArray().Select(t => t!.ToLabelSet()).ToTexts();
        return (bool?)recorded["excerpt"] == true ? Differences([.. expected.Select(WithoutUid)], [.. found.Select(WithoutUid)], "missing") : Both(expected, found);
    }

    public JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(directory, file)))!;

    public static string[] Both(string[] expected, string[] found) =>
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

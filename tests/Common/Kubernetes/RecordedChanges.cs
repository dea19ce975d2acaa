using System.Text.Json.Nodes;
using PipelineDsl.Testing;

namespace PipelineDsl.Recordings;

/// <summary>The recorded life of a cluster, played to a simulated one: after each step we find what Prometheus found, or what one that started then found.</summary>
/// <param name="directory">Where the recordings are.</param>
internal sealed class RecordedChanges(string directory)
{
    private readonly JsonNode _recorded = JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "changes.json")))!;

    public IEnumerable<string> Jobs => _recorded["jobs"]!.AsArray().Select(job => (string)job!["name"]!);

    /// <summary>After each step: what we find, and what of it is otherwise; empty if nothing.</summary>
    public async IAsyncEnumerable<(string Step, string[] Found, string[] Disagreements)> PlayAsync(string job, bool hasStreamingLists)
    {
        string[] sets = [.. _recorded["label_sets"]!.AsArray().Select(s => s!.ToLabelSet().ToString())];
        await using RecordedCluster recorded = await RecordedCluster.StartAsync(_recorded["initial"]!.DeepClone().AsObject());
        SimulatedCluster cluster = recorded.Cluster;
        cluster.HasStreamingLists = hasStreamingLists;
        JsonNode config = _recorded["jobs"]!.AsArray().Single(j => (string)j!["name"]! == job)!["sd_config"]!;
        CollectedTargets targets = await recorded.DiscoverAsync(config.ToSource());
        foreach (JsonNode? step in _recorded["steps"]!.AsArray())
        {
            using (Disturb(cluster, [.. step!["actions"]!.AsArray().Select(action => (string?)action!["do"])]))
            {
                foreach (JsonNode? change in step["events"]!.AsArray())
                {
                    var json = (JsonObject)change!["object"]!;
                    if ((string)change["type"]! == "DELETED")
                    {
                        cluster.Delete(json);
                    }
                    else
                    {
                        cluster.Apply((JsonObject)json.DeepClone());
                    }
                }
            }

            await recorded.CatchUpAsync();
            JsonNode expected = step["targets"]![job]!;
            string[] found = targets.Texts;
            string[] live = Texts(sets, expected["live"]!);
            bool agrees = found.SequenceEqual(live) || (expected["fresh"] is { } fresh && found.SequenceEqual(Texts(sets, fresh)));
            yield return ((string)step["name"]!, found, agrees ? [] : RecordedTargets.Both(live, found));
        }
    }

    // What happened to the connection and the server: after it, watches go on or list again, and nothing is lost.
    private static IDisposable? Disturb(SimulatedCluster cluster, string?[] what)
    {
        if (what.Contains("restart"))
        {
            cluster.CutWatches();
        }

        IDisposable? away = what.Contains("cut") ? cluster.Unavailable() : null;
        if (what.Contains("compact"))
        {
            cluster.ExpireHistory();
        }

        return away;
    }

    private static string[] Texts(string[] sets, JsonNode indexes) => [.. indexes.AsArray().Select(i => sets[(int)i!]).Order(StringComparer.Ordinal)];
}

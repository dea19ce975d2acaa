using System.Text.Json.Nodes;

namespace LoadFleet;

/// <summary>When each target was scraped, by this program's clock.</summary>
internal sealed class ScrapeRecord(int targets, TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();
    private readonly List<long>[] _instants = [.. Enumerable.Range(0, targets).Select(_ => new List<long>())];

    public void Add(int target)
    {
        List<long> instants = _instants[target];
        lock (instants)
        {
            instants.Add((long)time.GetElapsedTime(_origin).TotalMilliseconds);
        }
    }

    /// <summary>The time now and, for each target, the times of its scrapes; all in milliseconds since the start.</summary>
    public JsonObject ToJson() => new()
    {
        ["now"] = (long)time.GetElapsedTime(_origin).TotalMilliseconds,
        ["targets"] = new JsonArray([.. _instants.Select(ToJson)]),
    };

    private static JsonNode ToJson(List<long> instants)
    {
        lock (instants)
        {
            return new JsonArray([.. instants.Select(instant => (JsonNode)instant)]);
        }
    }
}

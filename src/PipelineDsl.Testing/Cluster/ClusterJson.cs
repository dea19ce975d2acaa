using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PipelineDsl.Testing;

/// <summary>Makes the JSON of simulated objects; what is empty is left out, as Kubernetes does.</summary>
internal static class ClusterJson
{
    public static JsonObject Metadata(string name, string space, IDictionary<string, string> labels, IDictionary<string, string> annotations)
    {
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = space };
        SetMap(metadata, "labels", labels);
        SetMap(metadata, "annotations", annotations);
        return metadata;
    }

    public static void Set(JsonObject json, string name, string value)
    {
        if (value.Length > 0)
        {
            json[name] = value;
        }
    }

    public static void Set(JsonObject json, string name, JsonObject[] items)
    {
        if (items.Length > 0)
        {
            json[name] = List(items);
        }
    }

    public static JsonArray List(IEnumerable<JsonNode> items) => new([.. items]);

    /// <summary>The text at a path, such as <c>spec.nodeName</c>; empty if there is none.</summary>
    public static string Text(JsonObject json, string path)
    {
        JsonNode? node = json;
        foreach (string step in path.Split('.'))
        {
            node = (node as JsonObject)?[step];
        }

        return node is JsonValue value ? value.ToString() : "";
    }

    /// <summary>A UID that is the same in each run: what tests print can be compared.</summary>
    public static string Uid(string seed) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(seed)).AsSpan(0, 16)).ToString();

    private static void SetMap(JsonObject json, string name, IDictionary<string, string> map)
    {
        if (map.Count > 0)
        {
            // Keys in order, as the real server sends them.
            json[name] = new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new KeyValuePair<string, JsonNode?>(p.Key, p.Value)));
        }
    }
}

using System.Text.Json.Nodes;
using PipelineDsl.Discovery;
using PipelineDsl.Testing;

namespace PipelineDsl.Recordings;

/// <summary>Reads what was recorded.</summary>
internal static class RecordedJson
{
    /// <summary>The source that an SD config of Prometheus means.</summary>
    public static KubernetesSource ToSource(this JsonNode config)
    {
        var source = new KubernetesSource(Role(config["role"]!))
        {
            Namespaces = [.. (config["namespaces"]?["names"]?.AsArray() ?? []).Select(name => (string)name!)],
            Attached = (Is(config, "node") ? AttachedMetadata.Node : 0) | (Is(config, "namespace") ? AttachedMetadata.Namespace : 0),
        };
        foreach (JsonNode? selector in config["selectors"]?.AsArray() ?? [])
        {
            source = source.Select(Role(selector!["role"]!), (string?)selector["label"] ?? "", (string?)selector["field"] ?? "");
        }

        return source;
    }

    public static LabelSet ToLabelSet(this JsonNode labels) => LabelSet.Of([.. labels.AsObject().Select(p => (p.Key, (string)p.Value!))]);

    public static string[] ToTexts(this IEnumerable<LabelSet> sets) => [.. sets.Select(s => s.ToString()).Order(StringComparer.Ordinal)];

    /// <summary>Puts the items of lists into a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="lists">Path -> List.</param>
    public static void Load(this SimulatedCluster cluster, JsonObject lists)
    {
        foreach ((string path, JsonNode? list) in lists)
        {
            foreach (JsonNode? item in list!["items"]?.AsArray() ?? [])
            {
                cluster.Apply(Typed(item!, KindOf(path)));
            }
        }
    }

    /// <summary>A copy of an object that says what it is: items of lists do not.</summary>
    public static JsonObject Typed(JsonNode item, string kind)
    {
        var copy = (JsonObject)item.DeepClone();
        copy["kind"] = kind;
        return copy;
    }

    private static string KindOf(string path) => path[(path.LastIndexOf('/') + 1)..] switch
    {
        "pods" => "Pod",
        "services" => "Service",
        "endpoints" => "Endpoints",
        "endpointslices" => "EndpointSlice",
        "nodes" => "Node",
        "ingresses" => "Ingress",
        "namespaces" => "Namespace",
        _ => throw new FormatException($"No role is about {path}."),
    };

    private static KubernetesRole Role(JsonNode name) => Enum.Parse<KubernetesRole>((string)name!, ignoreCase: true);

    private static bool Is(JsonNode config, string attached) => (bool?)config["attach_metadata"]?[attached] ?? false;
}

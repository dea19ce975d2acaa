using System.Text.Json.Nodes;

namespace PipelineDsl.Testing;

/// <summary>A service of a simulated cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace. The default value is <c>default</c>.</param>
public sealed record SimulatedService(string Name, string Namespace = "default")
{
    /// <summary>Its labels.</summary>
    public IDictionary<string, string> Labels { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its annotations.</summary>
    public IDictionary<string, string> Annotations { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The labels of the pods behind it. The default value is empty: it leads to no pods.</summary>
    public IDictionary<string, string> Selector { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its type. The default value is <c>ClusterIP</c>.</summary>
    public string Type { get; init; } = "ClusterIP";

    /// <summary>Its cluster IP, <c>None</c> for a headless one. The default value is <see langword="null"/>: the cluster gives it one.</summary>
    public string? ClusterIp { get; init; }

    /// <summary>The name behind a service of type <c>ExternalName</c>. The default value is empty.</summary>
    public string ExternalName { get; init; } = "";

    /// <summary>The load balancer IP that is asked for. The default value is empty.</summary>
    public string LoadBalancerIp { get; init; } = "";

    /// <summary>Its ports. The default value is none.</summary>
    public IReadOnlyList<SimulatedPort> Ports { get; init; } = [];

    internal JsonObject ToJson()
    {
        var spec = new JsonObject { ["type"] = Type };
        if (Selector.Count > 0)
        {
            spec["selector"] = new JsonObject(Selector.Select(label => new KeyValuePair<string, JsonNode?>(label.Key, label.Value)));
        }

        ClusterJson.Set(spec, "clusterIP", Type == "ExternalName" ? "" : ClusterIp ?? "");
        ClusterJson.Set(spec, "externalName", ExternalName);
        ClusterJson.Set(spec, "loadBalancerIP", LoadBalancerIp);
        ClusterJson.Set(spec, "ports", [.. Ports.Select(port => SimulatedPod.Port(port, "port"))]);
        return new JsonObject
        {
            ["kind"] = "Service", ["apiVersion"] = "v1", ["metadata"] = ClusterJson.Metadata(Name, Namespace, Labels, Annotations), ["spec"] = spec,
            ["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() },
        };
    }
}

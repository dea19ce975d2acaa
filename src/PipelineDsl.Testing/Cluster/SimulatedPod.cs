using System.Text.Json.Nodes;

namespace PipelineDsl.Testing;

/// <summary>A pod of a simulated cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace. The default value is <c>default</c>.</param>
/// <example><code>
/// cluster.Apply(new SimulatedPod("web-1", "shop")
/// {
///     Labels = { ["app"] = "web" },
///     Containers = [new("app", new SimulatedPort(8080, "http"))],
/// });
/// </code></example>
public sealed record SimulatedPod(string Name, string Namespace = "default")
{
    /// <summary>Its labels.</summary>
    public IDictionary<string, string> Labels { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its annotations.</summary>
    public IDictionary<string, string> Annotations { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its IP, empty for none. The default value is <see langword="null"/>: the cluster gives it one and lets it keep it.</summary>
    public string? Ip { get; init; }

    /// <summary>Its phase. The default value is <c>Running</c>.</summary>
    public string Phase { get; init; } = "Running";

    /// <summary>Its Ready condition; <see langword="null"/> for none. The default value is <see langword="true"/>.</summary>
    public bool? Ready { get; init; } = true;

    /// <summary>The node it runs on, empty for none. The default value is <c>node-1</c>.</summary>
    public string Node { get; init; } = "node-1";

    /// <summary>The IP of its node. The default value is <c>192.0.2.1</c>.</summary>
    public string HostIp { get; init; } = "192.0.2.1";

    /// <summary>Its containers. The default value is one named <c>main</c> without ports.</summary>
    public IReadOnlyList<SimulatedContainer> Containers { get; init; } = [new SimulatedContainer("main")];

    /// <summary>Its init containers. The default value is none.</summary>
    public IReadOnlyList<SimulatedContainer> InitContainers { get; init; } = [];

    /// <summary>Its controller. The default value is <see langword="null"/>: none.</summary>
    public SimulatedOwner? Owner { get; init; }

    internal JsonObject ToJson()
    {
        JsonObject metadata = ClusterJson.Metadata(Name, Namespace, Labels, Annotations);
        if (Owner is not null)
        {
            metadata["ownerReferences"] = ClusterJson.List([new JsonObject
            {
                ["apiVersion"] = "apps/v1", ["kind"] = Owner.Kind, ["name"] = Owner.Name, ["uid"] = ClusterJson.Uid($"{Namespace}/{Owner.Kind}/{Owner.Name}"),
                ["controller"] = true, ["blockOwnerDeletion"] = true,
            }]);
        }

        var spec = new JsonObject { ["containers"] = ClusterJson.List(Containers.Select(Container)) };
        if (InitContainers.Count > 0)
        {
            spec["initContainers"] = ClusterJson.List(InitContainers.Select(Container));
        }

        ClusterJson.Set(spec, "nodeName", Node);
        var status = new JsonObject { ["phase"] = Phase };
        if (Ready is { } ready)
        {
            status["conditions"] = ClusterJson.List([new JsonObject { ["type"] = "Ready", ["status"] = ready ? "True" : "False" }]);
        }

        ClusterJson.Set(status, "hostIP", Node.Length > 0 ? HostIp : "");
        ClusterJson.Set(status, "podIP", Ip ?? "");
        ClusterJson.Set(status, "containerStatuses", Statuses(Containers));
        ClusterJson.Set(status, "initContainerStatuses", Statuses(InitContainers));
        return new JsonObject { ["kind"] = "Pod", ["apiVersion"] = "v1", ["metadata"] = metadata, ["spec"] = spec, ["status"] = status };
    }

    private static JsonObject Container(SimulatedContainer container)
    {
        var json = new JsonObject
        {
            ["name"] = container.Name, ["image"] = container.Image.Length > 0 ? container.Image : $"registry.example/{container.Name}",
        };
        ClusterJson.Set(json, "ports", [.. container.Ports.Select(port => Port(port, "containerPort"))]);
        return json;
    }

    private static JsonObject[] Statuses(IReadOnlyList<SimulatedContainer> containers) =>
        [.. containers.Where(c => c.Id.Length > 0).Select(c => new JsonObject { ["name"] = c.Name, ["containerID"] = c.Id })];

    internal static JsonObject Port(SimulatedPort port, string number)
    {
        var json = new JsonObject();
        ClusterJson.Set(json, "name", port.Name);
        json[number] = port.Number;
        json["protocol"] = port.Protocol;
        if (port.TargetPort.Length > 0)
        {
            json["targetPort"] = int.TryParse(port.TargetPort, out int target) ? target : port.TargetPort;
        }

        return json;
    }
}

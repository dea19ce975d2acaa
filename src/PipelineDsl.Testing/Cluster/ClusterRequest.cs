using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PipelineDsl.Testing;

/// <summary>What a request to a simulated cluster asks for.</summary>
internal sealed class ClusterRequest
{
    private readonly LabelSelector _labels;
    private readonly FieldSelector _fields;

    private ClusterRequest(string space, string resource, string name, IQueryCollection query)
    {
        (Namespace, Resource, Name) = (space, resource, name);
        IsWatch = query["watch"].ToString() is "1" or "true";
        AllowBookmarks = query["allowWatchBookmarks"].ToString() is "1" or "true";
        ResourceVersion = query["resourceVersion"].ToString();
        Continue = query["continue"].ToString();
        Limit = int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit > 0 ? limit : int.MaxValue;
        Timeout = int.TryParse(query["timeoutSeconds"], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromMinutes(30);
        if (ResourceVersion.Length > 0 && !long.TryParse(ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new FormatException($"invalid resource version: resourceVersion: Invalid value: \"{ResourceVersion}\"");
        }

        _labels = new LabelSelector(query["labelSelector"].ToString());
        _fields = new FieldSelector(resource, query["fieldSelector"].ToString());
    }

    public string Namespace { get; }

    public string Resource { get; }

    /// <summary>The one object that is asked for; empty for all.</summary>
    public string Name { get; }

    public string Kind => Resource == "pods" ? "Pod" : "Service";

    public bool IsWatch { get; }

    public bool AllowBookmarks { get; }

    public string ResourceVersion { get; }

    public string Continue { get; }

    public int Limit { get; }

    public TimeSpan Timeout { get; }

    /// <summary>Reads a request; null if the path names nothing the cluster has.</summary>
    /// <exception cref="FormatException">A parameter cannot be understood.</exception>
    public static ClusterRequest? Read(HttpRequest request) => request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["api", "v1", ("pods" or "services") and var resource] => new("", resource, "", request.Query),
        ["api", "v1", "namespaces", var space, ("pods" or "services") and var resource] => new(space, resource, "", request.Query),
        ["api", "v1", "namespaces", var space, ("pods" or "services") and var resource, var name] => new(space, resource, name, request.Query),
        _ => null,
    };

    public bool Matches(JsonObject json) =>
        (Namespace.Length == 0 || ClusterJson.Text(json, "metadata.namespace") == Namespace) && _labels.Matches(json) && _fields.Matches(json);
}

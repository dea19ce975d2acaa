using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PipelineDsl.Testing;

/// <summary>What a request to a simulated cluster asks for.</summary>
internal sealed class ClusterRequest
{
    private readonly LabelSelector _labels;
    private readonly FieldSelector _fields;

    private ClusterRequest(ClusterResource type, string space, string name, IQueryCollection query)
    {
        (Type, Namespace, Name) = (type, space, name);
        SendInitialEvents = query["sendInitialEvents"].ToString() is "1" or "true";
        ResourceVersionMatch = query["resourceVersionMatch"].ToString();
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
        _fields = new FieldSelector(type, query["fieldSelector"].ToString());
    }

    public ClusterResource Type { get; }

    public string Namespace { get; }

    public string Resource => Type.Plural;

    /// <summary>The one object that is asked for; empty for all.</summary>
    public string Name { get; }

    public string Kind => Type.Kind;

    public bool IsWatch { get; }

    public bool AllowBookmarks { get; }

    /// <summary>Whether a watch shall begin with all there is, and a bookmark behind it.</summary>
    public bool SendInitialEvents { get; }

    public string ResourceVersionMatch { get; }

    public string ResourceVersion { get; }

    public string Continue { get; }

    public int Limit { get; }

    public TimeSpan Timeout { get; }

    /// <summary>Reads a request; null if the path names nothing the cluster has.</summary>
    /// <exception cref="FormatException">A parameter cannot be understood.</exception>
    public static ClusterRequest? Read(HttpRequest request) => request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["api", "v1", .. var rest] => Read("", "v1", rest, request.Query),
        ["apis", var group, var version, .. var rest] => Read(group, version, rest, request.Query),
        _ => null,
    };

    private static ClusterRequest? Read(string group, string version, string[] path, IQueryCollection query)
    {
        ClusterResource? type = path.Length == 0 ? null : ClusterResource.Of(group, version, path.Length >= 3 ? path[2] : path[0]);
        return (type, path) switch
        {
            ({ IsNamespaced: true }, ["namespaces", var space, _]) => new(type, space, "", query),
            ({ IsNamespaced: true }, ["namespaces", var space, _, var name]) => new(type, space, name, query),
            ({ IsNamespaced: false }, [_, var name]) => new(type, "", name, query),
            (not null, [_]) => new(type, "", "", query),
            _ => null,
        };
    }

    public bool Matches(JsonObject json) =>
        (Namespace.Length == 0 || ClusterJson.Text(json, "metadata.namespace") == Namespace) && _labels.Matches(json) && _fields.Matches(json);
}

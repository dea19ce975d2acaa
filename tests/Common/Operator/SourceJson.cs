using System.Text.Json.Nodes;
using PipelineDsl.Discovery;
using PipelineDsl.Http;

namespace PipelineDsl.Parity;

/// <summary>Writes discoveries with the field names of Prometheus' configuration; what has its default is left out.</summary>
internal static class SourceJson
{
    public static JsonObject Write(DiscoverySource source)
    {
        var json = new JsonObject();
        switch (source)
        {
            case StaticSource known:
                json["type"] = "static";
                json["targets"] = JobJson.Texts(known.Addresses);
                json["labels"] = new JsonObject(known.Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
                break;
            case FileSource file:
                json["type"] = "file";
                json["files"] = JobJson.Texts(file.Paths);
                json["refresh_interval"] = file.RefreshInterval.TotalMilliseconds;
                break;
            case HttpSource http:
                json["type"] = "http";
                json["url"] = http.Url.OriginalString;
                json["refresh_interval"] = http.RefreshInterval.TotalMilliseconds;
                AddHttp(json, http.Http);
                break;
            case DnsSource dns:
                json["type"] = dns.Type == DnsRecordType.Srv ? "dns" : dns.Type.ToString().ToUpperInvariant();
                json["names"] = JobJson.Texts(dns.Names);
                json["refresh_interval"] = dns.RefreshInterval.TotalMilliseconds;
                JobJson.Put(json, "port", (double)dns.Port);
                break;
            case KubernetesSource kubernetes:
                AddKubernetes(json, kubernetes);
                break;
        }

        return json;
    }

    private static void AddKubernetes(JsonObject json, KubernetesSource source)
    {
        json["type"] = "kubernetes";
        json["role"] = source.Role.ToString().ToLowerInvariant();
        json["namespaces"] = JobJson.Texts(source.Namespaces);
        JobJson.Put(json, "own_namespace", source.OwnNamespace);
        JobJson.Put(json, "selectors", JobJson.List(source.Selectors.OrderBy(selector => selector.Role.ToString(), StringComparer.OrdinalIgnoreCase).Select(selector =>
        {
            var item = new JsonObject { ["role"] = selector.Role.ToString().ToLowerInvariant() };
            JobJson.Put(item, "label", selector.Label);
            JobJson.Put(item, "field", selector.Field);
            return item;
        })));
        JobJson.Put(json, "attach_metadata", source.Attached.HasFlag(AttachedMetadata.Node) ? new JsonObject { ["node"] = true } : new JsonObject());
        if (source.Connection is { } connection)
        {
            json["api_server"] = connection.Server.OriginalString;
            AddHttp(json, connection.Http);
        }
    }

    private static void AddHttp(JsonObject json, HttpClientOptions http)
    {
        HttpJson.AddTo(json, http);
        foreach ((string name, bool value) in new[] { ("follow_redirects", http.FollowRedirects), ("enable_http2", http.EnableHttp2) })
        {
            if (!value)
            {
                json[name] = false;
            }
        }
    }
}

using System.Text.Json.Nodes;
using PipelineDsl.Http;

namespace PipelineDsl.Parity;

/// <summary>Writes client settings with the field names of Prometheus' configuration.</summary>
internal static class HttpJson
{
    public static void AddTo(JsonObject json, HttpClientOptions http)
    {
        JobJson.Put(json, "auth", http.Authentication is null ? new JsonObject() : WriteAuthentication(http.Authentication));
        JobJson.Put(json, "tls", WriteTls(http.Tls));
        JobJson.Put(json, "proxy", WriteProxy(http.Proxy));
    }

    private static JsonObject WriteAuthentication(HttpAuthentication authentication)
    {
        switch (authentication)
        {
            case BasicAuthentication basic:
                return new JsonObject
                {
                    ["basic"] = new JsonObject { ["username"] = WriteSecret(basic.Username), ["password"] = WriteSecret(basic.Password) },
                };
            case HeaderAuthentication header:
                return new JsonObject
                {
                    ["authorization"] = new JsonObject { ["type"] = header.Type, ["credentials"] = WriteSecret(header.Credentials) },
                };
            default:
                var oauth2 = (OAuth2Authentication)authentication;
                var json = new JsonObject
                {
                    ["client_id"] = WriteSecret(oauth2.ClientId),
                    ["client_secret"] = WriteSecret(oauth2.ClientSecret),
                    ["token_url"] = oauth2.TokenUrl.OriginalString,
                };
                JobJson.Put(json, "scopes", JobJson.Texts(oauth2.Scopes));
                JobJson.Put(json, "endpoint_params", new JsonObject(oauth2.EndpointParams.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))));
                JobJson.Put(json, "tls", WriteTls(oauth2.Tls));
                JobJson.Put(json, "proxy", WriteProxy(oauth2.Proxy));
                return new JsonObject { ["oauth2"] = json };
        }
    }

    private static JsonObject WriteTls(TlsOptions tls)
    {
        var json = new JsonObject();
        foreach ((string name, Secret? secret) in new[] { ("ca", tls.Ca), ("cert", tls.Certificate), ("key", tls.Key) })
        {
            if (secret is not null)
            {
                json[name] = WriteSecret(secret);
            }
        }

        JobJson.Put(json, "server_name", tls.ServerName ?? "");
        JobJson.Put(json, "insecure_skip_verify", tls.InsecureSkipVerify);
        JobJson.Put(json, "min_version", tls.MinVersion?.ToString().ToUpperInvariant() ?? "");
        JobJson.Put(json, "max_version", tls.MaxVersion?.ToString().ToUpperInvariant() ?? "");
        return json;
    }

    private static JsonObject WriteProxy(ProxyOptions? proxy)
    {
        var json = new JsonObject();
        JobJson.Put(json, "url", proxy?.Url?.OriginalString ?? "");
        JobJson.Put(json, "no_proxy", proxy?.NoProxy ?? "");
        JobJson.Put(json, "from_environment", proxy?.FromEnvironment ?? false);
        JobJson.Put(json, "connect_header", new JsonObject((proxy?.ConnectHeaders ?? []).Select(header =>
            KeyValuePair.Create(header.Name, (JsonNode?)JobJson.List(header.Values.Select(WriteSecret))))));
        return json;
    }

    private static JsonObject WriteSecret(Secret secret)
    {
        if (secret.File is { } file)
        {
            return new JsonObject { ["file"] = file };
        }

        string[] origin = secret.Origin!.Split('/');
        return new JsonObject
        {
            ["kind"] = origin[0], ["namespace"] = origin[1], ["name"] = origin[2], ["key"] = origin[3], ["value"] = secret.KnownValue,
        };
    }
}

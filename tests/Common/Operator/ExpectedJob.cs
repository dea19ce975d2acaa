using System.Text.Json;
using System.Text.Json.Nodes;

namespace PipelineDsl.Parity;

/// <summary>Brings an expected job into the form in which <see cref="JobJson"/> writes jobs: defaults left out, durations in milliseconds.</summary>
internal static class ExpectedJob
{
    private static readonly JsonObject s_rule = JobJson.WriteRule(new());

    public static JsonObject Read(JsonElement expected)
    {
        JsonObject job = JsonObject.Create(expected)!.DeepClone().AsObject();
        SetDuration(job, "scrape_interval", null);
        SetDuration(job, "scrape_timeout", null);
        foreach (string list in (string[])["relabel_configs", "metric_relabel_configs"])
        {
            job[list] = JobJson.List((job[list]?.AsArray() ?? []).Select(rule => Rule(rule!.AsObject())));
        }

        job["discovery"] = JobJson.List(job["discovery"]!.AsArray().Select(source => Source(source!.DeepClone().AsObject())));
        DropEmpty(job, "histograms");
        DropEmpty(job, "limits");
        Http(job);
        return job;
    }

    private static JsonObject Rule(JsonObject rule)
    {
        JsonObject full = s_rule.DeepClone().AsObject();
        foreach ((string name, JsonNode? value) in rule)
        {
            full[name] = name == "modulus" ? (double)value! : value!.DeepClone();
        }

        return full;
    }

    private static JsonObject Source(JsonObject source)
    {
        string type = (string)source["type"]!;
        if (type is "dns" or "file" or "http" or "A" or "AAAA" or "MX" or "NS" or "SRV")
        {
            SetDuration(source, "refresh_interval", type switch { "file" => 300_000, "http" => 60_000, _ => 30_000 });
        }

        if (type == "SRV")
        {
            source["type"] = "dns";
        }

        foreach (string flag in (string[])["follow_redirects", "enable_http2"])
        {
            if (source[flag] is JsonValue value && (bool)value)
            {
                source.Remove(flag);
            }
        }

        if (type == "kubernetes" && source["namespaces"] is JsonArray namespaces)
        {
            source["namespaces"] = JobJson.Texts(namespaces.Select(name => (string)name!).Order(StringComparer.Ordinal));
        }

        if (source["selectors"] is JsonArray selectors)
        {
            // One that lets all through is none.
            source.Remove("selectors");
            JobJson.Put(source, "selectors", JobJson.List(selectors.Where(selector => selector!.AsObject().Count > 1).OrderBy(selector => (string)selector!["role"]!, StringComparer.Ordinal).Select(selector => selector!.DeepClone())));
        }

        DropEmpty(source, "attach_metadata");
        Http(source);
        return source;
    }

    // A bearer token is an authorization of the type Bearer.
    private static void Http(JsonObject owner)
    {
        if (owner["auth"] is JsonObject auth && auth["bearer_token"] is { } token)
        {
            auth.Remove("bearer_token");
            auth["authorization"] = new JsonObject { ["type"] = "Bearer", ["credentials"] = token };
        }

        DropEmpty(owner, "proxy");
        DropEmpty(owner, "tls");
        if (owner["auth"]?["oauth2"] is JsonObject oauth2)
        {
            DropEmpty(oauth2, "proxy");
            DropEmpty(oauth2, "tls");
        }
    }

    private static void DropEmpty(JsonObject owner, string name)
    {
        if (owner[name] is not JsonObject json)
        {
            return;
        }

        var full = new JsonObject();
        foreach ((string field, JsonNode? value) in json)
        {
            JobJson.Put(full, field, value is JsonValue number && number.GetValueKind() == JsonValueKind.Number ? (double)number : value!.DeepClone());
        }

        owner.Remove(name);
        JobJson.Put(owner, name, full);
    }

    private static void SetDuration(JsonObject owner, string name, double? otherwise)
    {
        double? milliseconds = owner[name] is { } text && PrometheusDuration.TryParse((string)text!, out TimeSpan duration) ? duration.TotalMilliseconds : otherwise;
        owner[name] = milliseconds;
    }
}

using System.Text.Json.Nodes;
using PipelineDsl.Discovery;
using PipelineDsl.Http;
using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;

namespace PipelineDsl.Parity;

/// <summary>Writes jobs with the field names of Prometheus' configuration; what has its default is left out.</summary>
internal static class JobJson
{
    public static JsonObject Write(ScrapeJob job)
    {
        ScrapeOptions scrape = job.Scrape;
        var json = new JsonObject
        {
            ["job_name"] = job.Name,
            ["scrape_interval"] = scrape.Interval.TotalMilliseconds,
            ["scrape_timeout"] = scrape.Timeout!.Value.TotalMilliseconds,
            ["metrics_path"] = scrape.MetricsPath,
            ["scheme"] = scrape.Scheme,
            ["honor_labels"] = scrape.HonorLabels,
            ["honor_timestamps"] = scrape.HonorTimestamps,
            ["track_timestamps_staleness"] = scrape.TrackTimestampsStaleness,
            ["follow_redirects"] = scrape.Http.FollowRedirects,
            ["enable_http2"] = scrape.Http.EnableHttp2,
            ["enable_compression"] = scrape.EnableCompression,
            ["discovery"] = List(job.Sources.Select(SourceJson.Write)),
            ["relabel_configs"] = List(job.Targets.Stages.SelectMany(stage => stage.Rules).Select(WriteRule)),
            ["metric_relabel_configs"] = List(job.Exposed.Stages.Concat(job.Metrics.Stages).SelectMany(stage => stage.Rules).Select(WriteRule)),
        };
        Put(json, "params", new JsonObject(scrape.Params.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Texts(p.Values)))));
        Put(json, "limits", WriteLimits(scrape.Limits));
        Put(json, "histograms", WriteHistograms(scrape));
        Put(json, "scrape_protocols", Texts(scrape.Protocols.Select(Name)));
        Put(json, "fallback_scrape_protocol", scrape.FallbackProtocol is { } fallback ? Name(fallback) : "");
        Put(json, "metric_name_validation_scheme", scrape.NameValidation == NameValidation.Legacy ? "legacy" : "");
        Put(json, "metric_name_escaping_scheme", scrape.NameEscaping switch
        {
            null => "",
            NameEscaping.AllowUtf8 => "allow-utf-8",
            { } other => other.ToString().ToLowerInvariant(),
        });
        HttpJson.AddTo(json, scrape.Http);
        return json;
    }

    public static JsonArray List(IEnumerable<JsonNode> items) => new([.. items]);

    public static JsonArray Texts(IEnumerable<string> items) => new([.. items.Select(item => (JsonNode?)item)]);

    public static void Put(JsonObject json, string name, JsonNode value)
    {
        bool isEmpty = value switch
        {
            JsonObject o => o.Count == 0,
            JsonArray a => a.Count == 0,
            JsonValue v => v.TryGetValue(out string? text) ? text.Length == 0 : v.TryGetValue(out bool flag) ? !flag : (double)v == 0,
            _ => false,
        };
        if (!isEmpty)
        {
            json[name] = value;
        }
    }

    public static JsonObject WriteRule(RelabelRule rule) => new()
    {
        ["source_labels"] = Texts(rule.SourceLabels.IsDefault ? [] : rule.SourceLabels),
        ["separator"] = rule.Separator,
        ["regex"] = rule.Pattern,
        ["modulus"] = (double)rule.Modulus,
        ["target_label"] = rule.TargetLabel,
        ["replacement"] = rule.Replacement,
        ["action"] = rule.Action.ToString().ToLowerInvariant(),
    };

    private static JsonObject WriteLimits(ScrapeLimits limits)
    {
        var json = new JsonObject();
        Put(json, "sample_limit", (double)limits.Samples);
        Put(json, "target_limit", (double)limits.Targets);
        Put(json, "label_limit", (double)limits.Labels);
        Put(json, "label_name_length_limit", (double)limits.LabelNameLength);
        Put(json, "label_value_length_limit", (double)limits.LabelValueLength);
        Put(json, "keep_dropped_targets", (double)limits.KeepDroppedTargets);
        Put(json, "body_size_limit", (double)limits.BodySize);
        return json;
    }

    private static JsonObject WriteHistograms(ScrapeOptions scrape)
    {
        var json = new JsonObject();
        Put(json, "scrape_native_histograms", scrape.Histograms.ScrapeNative);
        Put(json, "always_scrape_classic_histograms", scrape.Histograms.AlwaysScrapeClassic);
        Put(json, "convert_classic_histograms_to_nhcb", scrape.Histograms.ConvertClassicToNhcb);
        Put(json, "native_histogram_bucket_limit", (double)scrape.Limits.NativeHistogramBuckets);
        Put(json, "native_histogram_min_bucket_factor", scrape.Histograms.MinBucketFactor);
        return json;
    }

    private static string Name(ScrapeProtocol protocol) => protocol switch
    {
        ScrapeProtocol.OpenMetricsText001 => "OpenMetricsText0.0.1",
        ScrapeProtocol.OpenMetricsText100 => "OpenMetricsText1.0.0",
        ScrapeProtocol.PrometheusText004 => "PrometheusText0.0.4",
        ScrapeProtocol.PrometheusText100 => "PrometheusText1.0.0",
        _ => protocol.ToString(),
    };
}

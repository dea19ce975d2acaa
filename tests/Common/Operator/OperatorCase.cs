using System.Collections.Immutable;
using System.Text.Json;
using PipelineDsl.Discovery;
using PipelineDsl.Http;
using PipelineDsl.Kubernetes.Operator;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

/// <summary>A resource of the Prometheus Operator, what surrounds it, and what the Operator and Prometheus make of it.</summary>
public sealed class OperatorCase
{
    private readonly JsonElement _json;

    internal OperatorCase(JsonElement json) => _json = json;

    /// <summary>The case's unique name.</summary>
    public string Name => _json.GetProperty("name").GetString()!;

    internal JsonElement Expected => _json.GetProperty("expect");

    internal IEnumerable<JsonElement> Targets => _json.GetProperty("targets").EnumerateArray();

    internal IEnumerable<JsonElement> Samples => Get(_json, "samples") is { } samples ? samples.EnumerateArray() : [];

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal Translation Translate() => OperatorTranslator.Translate(
        Enum.Parse<OperatorKind>(_json.GetProperty("kind").GetString()!), _json.GetProperty("resource"), ReadTemplate(), new CaseObjects(_json));

    private JobTemplate ReadTemplate()
    {
        JsonElement settings = _json.GetProperty("settings");
        JsonElement? prometheus = Get(settings, "prometheus");
        RuleChain rules = RuleChain.Empty;
        if (Get(settings, "rules") is { } list)
        {
            rules = rules.Add(RuleSet.Interpret([.. list.EnumerateArray().Select(ReadRule)]));
        }

        var scrape = new ScrapeOptions
        {
            Interval = Duration(settings, "scrapeInterval"),
            Timeout = Duration(settings, "scrapeTimeout"),
            Limits = ReadLimits(prometheus, "", Number(settings, "defaultSampleLimit")),
            Histograms = ReadHistograms(Get(settings, "histograms")),
        };
        if (Number(Get(settings, "histograms"), "native_histogram_bucket_limit") is > 0 and { } buckets)
        {
            scrape = scrape with { Limits = scrape.Limits with { NativeHistogramBuckets = buckets } };
        }

        return new JobTemplate(rules, scrape, RuleChain.Empty, ReadSettings(settings, prometheus));
    }

    private static OperatorSettings ReadSettings(JsonElement settings, JsonElement? prometheus) => new()
    {
        ServiceDiscoveryRole = settings.GetProperty("kubernetesRole").GetString() == "endpoints" ? KubernetesRole.Endpoints : KubernetesRole.EndpointSlice,
        AllowFileAccess = Flag(settings, "allowArbitraryFileAccess") != false
            && Flag(Get(prometheus, "arbitraryFSAccessThroughSMs"), "deny") != true,
        ScrapeClasses = [.. Items(prometheus, "scrapeClasses").Select(ReadClass)],
        EnforcedLimits = ReadLimits(prometheus, "enforced", 0),
        EnforcedNamespaceLabel = Text(prometheus, "enforcedNamespaceLabel") ?? "",
        OverrideHonorLabels = Flag(prometheus, "overrideHonorLabels") ?? false,
        OverrideHonorTimestamps = Flag(prometheus, "overrideHonorTimestamps") ?? false,
        IgnoreNamespaceSelectors = Flag(prometheus, "ignoreNamespaceSelectors") ?? false,
        PodTargetLabels = [.. Items(prometheus, "podTargetLabels").Select(item => item.GetString()!)],
    };

    private static ScrapeLimits ReadLimits(JsonElement? settings, string prefix, long samples) => new()
    {
        Samples = Number(settings, Prefixed(prefix, "sampleLimit")) is > 0 and { } own ? own : samples,
        Targets = Number(settings, Prefixed(prefix, "targetLimit")),
        Labels = Number(settings, Prefixed(prefix, "labelLimit")),
        LabelNameLength = Number(settings, Prefixed(prefix, "labelNameLengthLimit")),
        LabelValueLength = Number(settings, Prefixed(prefix, "labelValueLengthLimit")),
        KeepDroppedTargets = Number(settings, Prefixed(prefix, "keepDroppedTargets")),
        BodySize = Get(settings, Prefixed(prefix, "bodySizeLimit")) is { } size ? new Field(size, "bodySizeLimit").Size() ?? 0 : 0,
    };

    private static string Prefixed(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}{char.ToUpperInvariant(name[0])}{name[1..]}";

    private static HistogramOptions ReadHistograms(JsonElement? json) => new()
    {
        ScrapeNative = Flag(json, "scrape_native_histograms") ?? false,
        AlwaysScrapeClassic = Flag(json, "always_scrape_classic_histograms") ?? false,
        ConvertClassicToNhcb = Flag(json, "convert_classic_histograms_to_nhcb") ?? false,
        MinBucketFactor = Get(json, "native_histogram_min_bucket_factor")?.GetDouble() ?? 0,
    };

    private static ScrapeClass ReadClass(JsonElement json)
    {
        string? token = Text(Get(json, "authorization"), "credentialsFile");
        JsonElement? tls = Get(json, "tlsConfig");
        return new ScrapeClass(json.GetProperty("name").GetString()!)
        {
            IsDefault = Flag(json, "default") ?? false,
            Authentication = token is null ? null : new HeaderAuthentication(Secret.FromFile(token)),
            Tls = tls is null ? null : new TlsOptions
            {
                Ca = File(tls, "caFile"),
                Certificate = File(tls, "certFile"),
                Key = File(tls, "keyFile"),
                InsecureSkipVerify = Flag(tls, "insecureSkipVerify") ?? false,
                ServerName = Text(tls, "serverName"),
            },
            Relabelings = [.. new Field(json, "class")["relabelings"].ReadRelabelings()],
            MetricRelabelings = [.. new Field(json, "class")["metricRelabelings"].ReadRelabelings()],
            AttachNodeMetadata = Flag(Get(json, "attachMetadata"), "node") ?? false,
            FallbackProtocol = new Field(json, "class")["fallbackScrapeProtocol"].Choice(FieldWords.Protocols),
        };
    }

    private static Secret? File(JsonElement? json, string name) => Text(json, name) is { } path ? Secret.FromFile(path) : null;

    private static RelabelRule ReadRule(JsonElement json) => new()
    {
        Action = Text(json, "action") is { } action ? Enum.Parse<RelabelAction>(action, ignoreCase: true) : RelabelAction.Replace,
        SourceLabels = Get(json, "source_labels") is { } sources ? [.. sources.EnumerateArray().Select(item => item.GetString()!)] : default(ImmutableArray<string>),
        Separator = Text(json, "separator") ?? RelabelRule.DefaultSeparator,
        Pattern = Text(json, "regex") ?? RelabelRule.DefaultPattern,
        Modulus = (ulong)Number(json, "modulus"),
        TargetLabel = Text(json, "target_label") ?? "",
        Replacement = Text(json, "replacement") ?? RelabelRule.DefaultReplacement,
    };

    private static TimeSpan Duration(JsonElement json, string name) =>
        PrometheusDuration.TryParse(json.GetProperty(name).GetString()!, out TimeSpan duration) ? duration : throw new InvalidDataException(name);

    private static JsonElement? Get(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } present && present.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static IEnumerable<JsonElement> Items(JsonElement? json, string name) => Get(json, name)?.EnumerateArray() ?? Enumerable.Empty<JsonElement>();

    private static string? Text(JsonElement? json, string name) => Get(json, name)?.GetString();

    private static bool? Flag(JsonElement? json, string name) => Get(json, name)?.GetBoolean();

    private static long Number(JsonElement? json, string name) => Get(json, name)?.GetInt64() ?? 0;

    private sealed class CaseObjects(JsonElement @case) : IReferencedObjects
    {
        public IReadOnlyDictionary<string, string>? Find(ObjectReference reference) =>
            Get(Get(Get(@case, "objects"), reference.IsSecret ? "secrets" : "configMaps"), $"{reference.Namespace}/{reference.Name}") is { } entries
                ? entries.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!)
                : null;
    }
}

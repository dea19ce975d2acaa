using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Reads what all kinds say alike about scrapes.</summary>
internal static class ScrapeReader
{
    /// <summary>The options that the <c>spec</c> of any kind sets for all of its jobs: limits, formats, histograms.</summary>
    public static ScrapeOptions ReadCommonScrape(this ResourceScope scope) => ScrapeOptions.Default with
    {
        Limits = ReadLimits(scope),
        Protocols = ReadProtocols(scope.Spec["scrapeProtocols"], scope),
        FallbackProtocol = scope.Spec["fallbackScrapeProtocol"].Choice(FieldWords.Protocols) ?? scope.Class?.FallbackProtocol ?? scope.Template.Scrape.FallbackProtocol,
        Histograms = ReadHistograms(scope),
        ExtraMetrics = scope.Template.Scrape.ExtraMetrics,
    };

    /// <summary>Adds interval and timeout. A default timeout is cut to the interval, one of the resource is not.</summary>
    public static ScrapeOptions WithTimes(this ScrapeOptions options, Field interval, Field timeout, ResourceScope scope)
    {
        ScrapeOptions defaults = scope.Template.Scrape;
        TimeSpan every = interval.PositiveDuration() ?? defaults.Interval;
        TimeSpan? own = timeout.Duration();
        TimeSpan longest = interval.Duration() ?? defaults.Interval;
        if (own > longest)
        {
            throw timeout.Reject($"{timeout.Text()} is longer than the interval, {PrometheusDuration.Format(longest)}");
        }

        TimeSpan patience = own > TimeSpan.Zero ? own.Value : defaults.EffectiveTimeout;
        return options with { Interval = every, Timeout = patience < every ? patience : every };
    }

    /// <summary>The parameters of a map, sorted by name.</summary>
    public static ValueList<ScrapeParam> ReadParams(this Field map) =>
        [.. map.Entries().Select(entry => new ScrapeParam(entry.Key, [.. entry.Value.Texts()]))];

    private static ScrapeLimits ReadLimits(ResourceScope scope)
    {
        ScrapeLimits defaults = scope.Template.Scrape.Limits;
        ScrapeLimits most = scope.Settings.EnforcedLimits;
        Field spec = scope.Spec;
        return defaults with
        {
            Samples = Limit(spec["sampleLimit"].Number(), defaults.Samples, most.Samples),
            Targets = Limit(spec["targetLimit"].Number(), defaults.Targets, most.Targets),
            Labels = Limit(spec["labelLimit"].Number(), defaults.Labels, most.Labels),
            LabelNameLength = Limit(spec["labelNameLengthLimit"].Number(), defaults.LabelNameLength, most.LabelNameLength),
            LabelValueLength = Limit(spec["labelValueLengthLimit"].Number(), defaults.LabelValueLength, most.LabelValueLength),
            KeepDroppedTargets = Limit(spec["keepDroppedTargets"].Number(), defaults.KeepDroppedTargets, most.KeepDroppedTargets),
            BodySize = Limit(spec["bodySizeLimit"].Size(), defaults.BodySize, most.BodySize),
            NativeHistogramBuckets = spec["nativeHistogramBucketLimit"].Number() ?? defaults.NativeHistogramBuckets,
        };
    }

    // 0 is no limit of its own. Where there is none the enforced one counts, even if the default is lower.
    private static long Limit(long? own, long @default, long enforced) =>
        own is not > 0 ? (enforced > 0 ? enforced : @default)
        : enforced > 0 ? Math.Min(own.Value, enforced)
        : own.Value;

    private static ValueList<ScrapeProtocol> ReadProtocols(Field list, ResourceScope scope)
    {
        var protocols = new List<ScrapeProtocol>();
        foreach (Field item in list.Items())
        {
            ScrapeProtocol protocol = item.Choice(FieldWords.Protocols) ?? throw item.Reject("it is empty");
            if (protocols.Contains(protocol))
            {
                throw item.Reject($"{item.Text()} stands there twice");
            }

            protocols.Add(protocol);
        }

        return protocols.Count == 0 ? scope.Template.Scrape.Protocols : [.. protocols];
    }

    private static HistogramOptions ReadHistograms(ResourceScope scope)
    {
        HistogramOptions defaults = scope.Template.Scrape.Histograms;
        Field spec = scope.Spec;
        return new HistogramOptions
        {
            ScrapeNative = spec["scrapeNativeHistograms"].Flag() ?? defaults.ScrapeNative,
            AlwaysScrapeClassic = spec["scrapeClassicHistograms"].Flag() ?? defaults.AlwaysScrapeClassic,
            ConvertClassicToNhcb = spec["convertClassicHistogramsToNHCB"].Flag() ?? defaults.ConvertClassicToNhcb,
            MinBucketFactor = spec["nativeHistogramMinBucketFactor"].Quantity() ?? defaults.MinBucketFactor,
        };
    }
}

using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>The job of a ScrapeConfig, with all of its discoveries.</summary>
internal static class ScrapeConfigs
{
    public static IReadOnlyList<ScrapeJob> Translate(ResourceScope scope)
    {
        Field spec = scope.Spec;
        ScrapeOptions scrape = (scope.ReadCommonScrape() with
        {
            MetricsPath = spec["metricsPath"].TextOrEmpty() is { Length: > 0 } path ? path : ScrapeOptions.Default.MetricsPath,
            Scheme = spec["scheme"].Scheme(),
            Params = spec["params"].ReadParams(),
            HonorLabels = !scope.Settings.OverrideHonorLabels && (spec["honorLabels"].Flag() ?? false),
            HonorTimestamps = !scope.Settings.OverrideHonorTimestamps && (spec["honorTimestamps"].Flag() ?? true),
            TrackTimestampsStaleness = spec["trackTimestampsStaleness"].Flag() ?? false,
            EnableCompression = spec["enableCompression"].Flag() ?? true,
            NameValidation = spec["nameValidationScheme"].Choice(FieldWords.NameValidations) ?? default,
            NameEscaping = spec["nameEscapingScheme"].Choice(FieldWords.NameEscapings),
            Http = spec.ReadScrapeHttp(spec, "enableHTTP2", scope),
        }).WithTimes(spec["scrapeInterval"], spec["scrapeTimeout"], scope);

        RuleList rules = JobBuilder.BeginRules();
        rules.Add(scope.Class?.Relabelings ?? []);
        if (spec["jobName"].TextOrEmpty() is { Length: > 0 } job)
        {
            rules.Set("job", job);
        }

        IReadOnlyList<RelabelRule> own = spec["relabelings"].ReadRelabelings(scrape.NameValidation);
        rules.Add(own);
        if (own.Count > 0)
        {
            rules.Enforce(scope);
        }

        IReadOnlyList<DiscoverySource> sources = DiscoveryReader.Read(scope);
        return [scope.Build($"scrapeConfig/{scope.Namespace}/{scope.Name}", sources, rules, scrape, spec["metricRelabelings"])];
    }
}

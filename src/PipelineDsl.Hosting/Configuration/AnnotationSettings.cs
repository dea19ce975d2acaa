using Microsoft.Extensions.Configuration;

namespace PipelineDsl.Hosting;

/// <summary>Reads the chart's values of annotation autodiscovery.</summary>
internal static class AnnotationSettings
{
    private const string UsualToken = "/var/run/secrets/kubernetes.io/serviceaccount/token";

    /// <summary>Reads the options.</summary>
    /// <exception cref="InvalidOperationException">Something is wrong; the message has all of it.</exception>
    public static AnnotationOptions Read(IConfigurationSection section)
    {
        var errors = new List<string>();
        var reader = new SectionReader(section, "", errors);
        AnnotationOptions options = Read(reader);
        reader.RejectOthers();
        if (errors.Count == 0)
        {
            errors.AddRange(options.Validate());
        }

        return errors.Count == 0
            ? options
            : throw new InvalidOperationException($"The configuration of {section.Path} is not right: {string.Join(' ', errors)}");
    }

    private static AnnotationOptions Read(SectionReader reader)
    {
        RejectWhatCodeSays(reader);
        return new AnnotationOptions
        {
            Annotations = reader.Inside("annotations", ReadNames),
            Namespaces = reader.List("namespaces"),
            ExcludeNamespaces = reader.List("excludeNamespaces"),
            LabelSelector = reader.Selector("labelSelectors"),
            Pods = reader.Inside("pods", ReadObjects),
            Services = reader.Inside("services", ReadObjects),
            AttachNamespaceMetadata = reader.Flag("attachNamespaceMetadata", false),
            NodeLabels = reader.Inside("nodeLabels", ReadNodeLabels),
            ScrapeInterval = reader.Duration("scrapeInterval") ?? AnnotationOptions.Default.ScrapeInterval,
            ScrapeTimeout = reader.Duration("scrapeTimeout"),
            MetricsTuning = reader.Inside("metricsTuning", tuning => new MetricsTuningOptions
            {
                IncludeMetrics = tuning.List("includeMetrics"),
                ExcludeMetrics = tuning.List("excludeMetrics"),
            }),
            BearerToken = reader.Inside("bearerToken", ReadToken),
        };
    }

    private static void RejectWhatCodeSays(SectionReader reader)
    {
        reader.Complain("enabled", reader.Flag("enabled", true), "is false: leave the pipeline out of the program.");
        reader.Reject("extraDiscoveryRules", "is text for Alloy: write the rules as .Relabel(...) before .Scrape().");
        reader.Reject("extraMetricProcessingRules", "is text for Alloy: write the rules as .Relabel(...) behind .Scrape().");
        reader.Reject("destinations", "is said by .ForwardTo(...) of the pipeline: remove it here.");
        reader.Reject("dataProcessors", "has no counterpart: write rules as .Relabel(...) behind .Scrape().");
        reader.Reject("collector", "has no counterpart: the program itself collects. Remove it.");
        reader.Reject("maxCacheSize", "has no counterpart: rules run once for each new series. Remove it.");
    }

    private static AnnotationNames ReadNames(SectionReader reader)
    {
        string preset = reader.Text("preset", "k8s.grafana.com");
        string prefix = reader.Text("prefix", "");
        reader.Complain("preset", preset is "k8s.grafana.com" or "prometheus.io", $"is '{preset}': write k8s.grafana.com or prometheus.io.");
        reader.Complain("prefix", !prefix.Contains('/'), $"is '{prefix}': write what stands before the slash.");
        AnnotationNames names = prefix.Length > 0 && !prefix.Contains('/') ? AnnotationNames.WithPrefix(prefix)
            : preset == "prometheus.io" ? AnnotationNames.Prometheus
            : AnnotationNames.Grafana;
        return new AnnotationNames
        {
            Scrape = reader.Text("scrape", names.Scrape),
            Job = reader.Text("job", names.Job),
            Instance = reader.Text("instance", names.Instance),
            MetricsContainer = reader.Text("metricsContainer", names.MetricsContainer),
            MetricsPath = reader.Text("metricsPath", names.MetricsPath),
            MetricsPortName = reader.Text("metricsPortName", names.MetricsPortName),
            MetricsPortNumber = reader.Text("metricsPortNumber", names.MetricsPortNumber),
            MetricsScheme = reader.Text("metricsScheme", names.MetricsScheme),
            MetricsParam = reader.Text("metricsParam", names.MetricsParam),
            MetricsScrapeInterval = reader.Text("metricsScrapeInterval", names.MetricsScrapeInterval),
            MetricsScrapeTimeout = reader.Text("metricsScrapeTimeout", names.MetricsScrapeTimeout),
        };
    }

    private static AnnotatedObjectOptions ReadObjects(SectionReader reader)
    {
        reader.Reject("staticLabelsFrom", "is an expression of Alloy: write the value into staticLabels.");
        return new AnnotatedObjectOptions
        {
            Enabled = reader.Flag("enabled", true),
            LabelSelector = reader.Selector("labelSelectors"),
            Labels = reader.Map("labels"),
            StaticLabels = reader.Map("staticLabels"),
        };
    }

    private static NodeLabelOptions ReadNodeLabels(SectionReader reader) => new()
    {
        NodePool = reader.Flag("nodePool", false),
        Region = reader.Flag("region", false),
        AvailabilityZone = reader.Flag("availabilityZone", false),
        NodeRole = reader.Flag("nodeRole", false),
        NodeOS = reader.Flag("nodeOS", false),
        NodeArchitecture = reader.Flag("nodeArchitecture", false),
        InstanceType = reader.Flag("instanceType", false),
    };

    // The chart sends the token to every target unless told not to; here nothing is sent unless asked.
    private static Secret? ReadToken(SectionReader reader)
    {
        string file = reader.Text("token", UsualToken);
        return reader.Flag("enabled", false) ? Secret.FromFile(file) : null;
    }
}

namespace PipelineDsl;

/// <summary>What the annotations are called by which pods and services ask to be scraped.</summary>
/// <remarks>An empty name is an annotation that is not read; only <see cref="Scrape"/> needs one.</remarks>
public sealed record AnnotationNames
{
    private const string Prefix = "k8s.grafana.com";

    /// <summary>The names of the k8s-monitoring chart: <c>k8s.grafana.com/scrape</c>, <c>k8s.grafana.com/metrics.path</c> and so on.</summary>
    public static AnnotationNames Grafana { get; } = new();

    /// <summary><c>prometheus.io/scrape</c>, <c>/path</c>, <c>/port</c>, <c>/scheme</c> and <c>/param_&lt;name&gt;</c>; the others are called as in
    /// <see cref="Grafana"/>.</summary>
    public static AnnotationNames Prometheus { get; } = new()
    {
        Scrape = "prometheus.io/scrape",
        MetricsPath = "prometheus.io/path",
        MetricsPortNumber = "prometheus.io/port",
        MetricsScheme = "prometheus.io/scheme",
        MetricsParam = "prometheus.io/param",
    };

    /// <summary>Asks for the scrape with the value <c>true</c>. The default value is <c>k8s.grafana.com/scrape</c>.</summary>
    public string Scrape { get; init; } = $"{Prefix}/scrape";

    /// <summary>The label <c>job</c>. The default value is <c>k8s.grafana.com/job</c>.</summary>
    public string Job { get; init; } = $"{Prefix}/job";

    /// <summary>The label <c>instance</c>. The default value is <c>k8s.grafana.com/instance</c>.</summary>
    public string Instance { get; init; } = $"{Prefix}/instance";

    /// <summary>The pod's container that is scraped. The default value is <c>k8s.grafana.com/metrics.container</c>.</summary>
    public string MetricsContainer { get; init; } = $"{Prefix}/metrics.container";

    /// <summary>The path of the metrics. The default value is <c>k8s.grafana.com/metrics.path</c>.</summary>
    public string MetricsPath { get; init; } = $"{Prefix}/metrics.path";

    /// <summary>The name of the port that is scraped. The default value is <c>k8s.grafana.com/metrics.portName</c>.</summary>
    public string MetricsPortName { get; init; } = $"{Prefix}/metrics.portName";

    /// <summary>The number of the port that is scraped. The default value is <c>k8s.grafana.com/metrics.portNumber</c>.</summary>
    public string MetricsPortNumber { get; init; } = $"{Prefix}/metrics.portNumber";

    /// <summary><c>http</c> or <c>https</c>. The default value is <c>k8s.grafana.com/metrics.scheme</c>.</summary>
    public string MetricsScheme { get; init; } = $"{Prefix}/metrics.scheme";

    /// <summary>What the annotations of URL parameters begin with: <c>_&lt;name&gt;</c> follows. The default value is
    /// <c>k8s.grafana.com/metrics.param</c>.</summary>
    public string MetricsParam { get; init; } = $"{Prefix}/metrics.param";

    /// <summary>Time between two scrapes, such as <c>30s</c>. The default value is <c>k8s.grafana.com/metrics.scrapeInterval</c>.</summary>
    public string MetricsScrapeInterval { get; init; } = $"{Prefix}/metrics.scrapeInterval";

    /// <summary>The longest a scrape may take, such as <c>5s</c>. The default value is <c>k8s.grafana.com/metrics.scrapeTimeout</c>.</summary>
    public string MetricsScrapeTimeout { get; init; } = $"{Prefix}/metrics.scrapeTimeout";

    /// <summary>The names of <see cref="Grafana"/> behind another prefix: <c>example.com/scrape</c>, <c>example.com/metrics.path</c> and so on.</summary>
    /// <param name="prefix">What stands before the slash.</param>
    /// <exception cref="ArgumentException">The prefix is empty or holds a slash.</exception>
    public static AnnotationNames WithPrefix(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        if (prefix.Contains('/'))
        {
            throw new ArgumentException($"'{prefix}' is no prefix of annotations: write what stands before the slash.", nameof(prefix));
        }

        string Renamed(string name) => prefix + name[Prefix.Length..];
        return new()
        {
            Scrape = Renamed(Grafana.Scrape),
            Job = Renamed(Grafana.Job),
            Instance = Renamed(Grafana.Instance),
            MetricsContainer = Renamed(Grafana.MetricsContainer),
            MetricsPath = Renamed(Grafana.MetricsPath),
            MetricsPortName = Renamed(Grafana.MetricsPortName),
            MetricsPortNumber = Renamed(Grafana.MetricsPortNumber),
            MetricsScheme = Renamed(Grafana.MetricsScheme),
            MetricsParam = Renamed(Grafana.MetricsParam),
            MetricsScrapeInterval = Renamed(Grafana.MetricsScrapeInterval),
            MetricsScrapeTimeout = Renamed(Grafana.MetricsScrapeTimeout),
        };
    }
}

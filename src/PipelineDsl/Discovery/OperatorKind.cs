namespace PipelineDsl.Discovery;

/// <summary>The Prometheus Operator's resources that describe scrape jobs, of the API group <c>monitoring.coreos.com</c>.</summary>
public enum OperatorKind
{
    /// <summary>Addresses behind services.</summary>
    ServiceMonitor,

    /// <summary>Pods.</summary>
    PodMonitor,

    /// <summary>Targets that a prober, such as the blackbox exporter, is asked about.</summary>
    Probe,

    /// <summary>A scrape configuration with discoveries of its own.</summary>
    ScrapeConfig,
}

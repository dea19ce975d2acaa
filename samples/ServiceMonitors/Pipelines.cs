using PipelineDsl;

namespace ServiceMonitors;

/// <summary>The resources of the Prometheus Operator, taken over as they are.</summary>
public static class Pipelines
{
    /// <summary>All ServiceMonitors but those of the system's own namespaces.</summary>
    [Pipeline]
    public static Pipeline Services(Destinations to) =>
        Discover.ServiceMonitors()
            .ExcludeNamespaces("kube-system")
            .Relabel(rules => rules.Copy(ServiceMonitorTarget.PodNodeName, "node"))
            .Scrape(s => s with { Interval = 30.Seconds() })
            .Relabel(rules => rules.Drop(Metric.Name, "go_gc_.*"))
            .ForwardTo(to["metrics-service"]);

    /// <summary>PodMonitors with a label, under limits that none of them may exceed.</summary>
    [Pipeline]
    public static Pipeline Pods(Destinations to) =>
        Discover.PodMonitors()
            .Selector("team in (web,api)")
            .Settings(s => s with { EnforcedLimits = new ScrapeLimits { Samples = 50_000 } })
            .Scrape()
            .ForwardTo(to["metrics-service"]);

    /// <summary>Probes, such as those of the blackbox exporter.</summary>
    [Pipeline]
    public static Pipeline Probes(Destinations to) =>
        Discover.Probes()
            .Scrape()
            .ForwardTo(to["metrics-service"]);

    /// <summary>ScrapeConfigs with static, file, HTTP, DNS and Kubernetes discovery.</summary>
    [Pipeline]
    public static Pipeline ScrapeConfigs(Destinations to) =>
        Discover.ScrapeConfigs()
            .Scrape()
            .ForwardTo(to["metrics-service"]);
}

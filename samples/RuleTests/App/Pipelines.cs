using PipelineDsl;

namespace RuleTests;

/// <summary>The pipelines whose rules the project beside this one tests.</summary>
public static class Pipelines
{
    /// <summary>Pods of the image component whose names begin with analysis.</summary>
    [Pipeline]
    public static Pipeline ImageAnalysis(Destinations to) =>
        Discover.Pods()
            .Selector(label: "system.component=image")
            .Relabel(rules => rules
                .Keep(Pod.Name, "analysis.*")
                .Drop(Pod.Phase, "Pending|Succeeded|Failed")
                .Copy(Pod.Namespace, "namespace")
                .Copy(Pod.Name, "pod"))
            .Scrape(s => s with { JobName = "integrations/processing", Interval = 120.Seconds(), MetricsPath = "/api/v1/metrics" })
            .Relabel(rules => rules
                .Keep(Metric.Name, "up|processor.*")
                .LabelDrop("tmp_.*"))
            .ForwardTo(to["metrics-service"]);

    /// <summary>The metrics port of every database service that asks to be scraped.</summary>
    [Pipeline]
    public static Pipeline Databases(Destinations to) =>
        Discover.Services()
            .Relabel(rules => rules
                .Keep(Service.Annotation("k8s.grafana.com/scrape"), "true")
                .Keep(Service.PortName, "metrics|.*-metrics")
                .Replace(Service.Name, "(.+)-db", "database", "$1"))
            .Scrape()
            .ForwardTo(to["metrics-service"]);
}

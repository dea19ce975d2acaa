using PipelineDsl;

namespace Quickstart;

/// <summary>The pipelines of this program. Everything else here only gives them something to do.</summary>
public static class Pipelines
{
    /// <summary>Image analysis pods: their processor metrics, to metrics-service.</summary>
    [Pipeline]
    public static Pipeline ImageAnalysis(Destinations to) =>
        Discover.Pods()
            .Selector(label: "system.component=image")
            .Relabel(rules => rules
                .Keep(Pod.Name, "analysis.*")
                .Copy(Pod.Namespace, "namespace")
                .Copy(Pod.Name, "pod"))
            .Scrape(s => s with { JobName = "integrations/processing", Interval = 1.Seconds(), MetricsPath = "/api/v1/metrics" })
            .Relabel(rules => rules.Keep(Metric.Name, "up|processor.*"))
            .ForwardTo(to["metrics-service"]);

    /// <summary>Pods of team blue that ask for it by annotation, with all they expose.</summary>
    [Pipeline]
    public static Pipeline BlueTeam(Destinations to) =>
        Discover.Pods()
            .Namespaces("blue")
            .Relabel(rules => rules
                .Keep(Pod.Annotation("k8s.grafana.com/scrape"), "true")
                .Copy(Pod.Namespace, "namespace")
                .Copy(Pod.Name, "pod")
                .Set("team", "blue"))
            .Scrape(s => s with { Interval = 1.Seconds() })
            .ForwardTo(to["metrics-service"]);
}

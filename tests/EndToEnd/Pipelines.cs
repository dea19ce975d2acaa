namespace PipelineDsl.EndToEnd;

/// <summary>The pipelines that run against the real API server and the real Prometheus.</summary>
internal static class Pipelines
{
    public const int IntervalSeconds = 2;

    [Pipeline]
    public static Pipeline ImageAnalysis(Destinations to) =>
        Discover.Pods()
            .Selector(label: "system.component=image")
            .Relabel(rules => rules
                .Keep(Pod.Name, "analysis.*")
                .Copy(Pod.Namespace, "namespace")
                .Copy(Pod.Name, "pod"))
            .Scrape(s => s with { JobName = "integrations/processing", Interval = IntervalSeconds.Seconds(), MetricsPath = "/api/v1/metrics" })
            .Relabel(rules => rules.Keep(Metric.Name, "up|processor.*"))
            .ForwardTo(to["metrics-service"]);

    [Pipeline]
    public static Pipeline BlueTeam(Destinations to) =>
        Discover.Pods()
            .Namespaces("blue")
            .Relabel(rules => rules
                .Replace([Pod.Ip, Pod.Annotation("k8s.grafana.com/metrics.portNumber")], "(.+);(.+)", Target.Address, "$1:$2")
                .Copy(Pod.Name, "pod")
                .Set("team", "blue"))
            .Scrape(s => s with { Interval = IntervalSeconds.Seconds(), MetricsPath = "/api/v1/metrics" })
            .Relabel(rules => rules.Keep(Metric.Name, "up"))
            .ForwardTo(to["metrics-service"]);
}

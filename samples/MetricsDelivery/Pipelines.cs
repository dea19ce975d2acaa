using PipelineDsl;

namespace MetricsDelivery;

/// <summary>Where samples go: destinations by name, to one or to several.</summary>
public static class Pipelines
{
    /// <summary>Everything goes to metrics-service. Its address, credentials and the cluster's name are in appsettings.json.</summary>
    [Pipeline]
    public static Pipeline Everything(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .ForwardTo(to["metrics-service"]);

    /// <summary>What fails goes to the team on call as well. Both pipelines share one watch of the pods.</summary>
    [Pipeline("failures")]
    public static Pipeline Failures(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .Relabel(rules => rules.Keep(Metric.Name, "up|.*_errors_total|.*_failures_total"))
            .Relabel(rules => rules.Set("audience", "on-call"))
            .ForwardTo(to["metrics-service"], to["on-call"]);
}

using PipelineDsl;

namespace MetricProcessing;

/// <summary>Which of the scraped series are kept.</summary>
public static class Pipelines
{
    /// <summary>Only <c>up</c> and what begins with processor.</summary>
    [Pipeline]
    public static Pipeline ProcessorMetrics(Destinations to) =>
        Discover.Pods()
            .Selector(label: "system.component=image")
            .Scrape()
            .Relabel(rules => rules.Keep(Metric.Name, "up|processor.*"))
            .ForwardTo(to["metrics-service"]);
}

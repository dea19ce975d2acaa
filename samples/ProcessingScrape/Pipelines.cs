using PipelineDsl;

namespace ProcessingScrape;

/// <summary>How targets are scraped: under what job, how often, at which path.</summary>
public static class Pipelines
{
    /// <summary>The processing application, every two minutes.</summary>
    [Pipeline]
    public static Pipeline Processing(Destinations to) =>
        Discover.Pods()
            .Selector(label: "system.component=image")
            .Scrape(s => s with
            {
                JobName = "integrations/processing",
                Interval = 120.Seconds(),
                MetricsPath = "/api/v1/metrics",
            })
            .ForwardTo(to["metrics-service"]);
}

using PipelineDsl;

namespace LoadAgent;

/// <summary>The pipeline that benchmarks run. All its rules are compiled: the project demands it.</summary>
internal static class LoadPipeline
{
    public static Pipeline Create(LoadOptions options, Destinations to)
    {
        Metrics metrics = Discover.Http(options.Discovery).Scrape(s => s with { Interval = options.Interval });
        metrics = options.Rules switch
        {
            "seed" => metrics.Relabel(rules => rules.Keep(Metric.Name, "up|processor.*")),
            "typical" => metrics.Relabel(rules => rules
                .Drop(Metric.Name, "go_.*|process_.*|promhttp_.*")
                .Replace("code", "5..", "error", "true")
                .LabelDrop("tenant")
                .Set("cluster", "my-cluster")),
            _ => metrics,
        };
        return metrics.ForwardTo(to["load"]);
    }
}

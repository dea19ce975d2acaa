public static class Pipelines
{
    [Pipeline]
    public static Pipeline ImageAnalysis(Destinations to) =>
        Discover.Pods()
            .Selector(label: "system.component=image")
            .Relabel(rules => rules.Keep(Pod.Name, "analysis.*"))
            .Scrape(s => s with { JobName = "integrations/processing", Interval = 120.Seconds(), MetricsPath = "/api/v1/metrics" })
            .Relabel(rules => rules.Keep(Metric.Name, "up|processor.*"))
            .ForwardTo(to["metrics-service"]);

    [Pipeline("blue-database")]
    public static Pipeline BlueDatabase(Destinations to, IServiceProvider services) =>
        Discover.Services()
            .Namespaces("blue")
            .Relabel(rules => rules
                .Keep(Service.PortName, "metrics")
                .Set("team", "blue"))
            .Scrape()
            .Relabel(rules => rules.Keep(Metric.Name, "up|processor.*"))
            .ForwardTo(to["metrics-service"]);
}

public static class Program
{
    public static void Configure(Microsoft.Extensions.Hosting.IHostApplicationBuilder builder) => builder.AddPipelines();
}

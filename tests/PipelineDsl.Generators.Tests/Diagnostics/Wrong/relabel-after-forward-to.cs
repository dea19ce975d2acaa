public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .ForwardTo(to["central"])
            .Relabel(rules => rules.Keep(Metric.Name, "up"));
}

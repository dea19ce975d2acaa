public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape(s => s with { Timeout = 2.Minutes() })
            .ForwardTo(to["central"]);
}

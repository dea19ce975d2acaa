public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape(s => s with { Interval = 30.Seconds(), Timeout = TimeSpan.FromMinutes(1) })
            .ForwardTo(to["central"]);
}

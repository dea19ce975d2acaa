public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Relabel(rules => rules.Keep(Pod.Nmae, "web-.*"))
            .Scrape()
            .ForwardTo(to["central"]);
}

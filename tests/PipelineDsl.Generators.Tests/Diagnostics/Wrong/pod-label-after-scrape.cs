public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .Relabel(rules => rules.Keep(Pod.Name, "web-.*"))
            .ForwardTo(to["central"]);
}

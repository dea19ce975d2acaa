public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Relabel(rules => rules.Keep(Service.PortName, "metrics"))
            .Scrape()
            .ForwardTo(to["central"]);
}

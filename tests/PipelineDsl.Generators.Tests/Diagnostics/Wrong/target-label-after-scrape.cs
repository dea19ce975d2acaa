public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .Relabel(rules => rules.Drop(Target.Address, "10\\..*"))
            .ForwardTo(to["central"]);
}

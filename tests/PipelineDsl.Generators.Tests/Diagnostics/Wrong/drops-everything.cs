public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .Relabel(rules => rules
                .Set("tier", "web")
                .DropEqual("tier", "tier"))
            .ForwardTo(to["central"]);
}

public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .Relabel(rules => rules
                .Set("tier", "web")
                .Drop("tier", "w.*"))
            .ForwardTo(to["central"]);
}

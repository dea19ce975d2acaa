public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .Relabel(rules => rules
                .Keep("enabled", "(?i)true")
                .Drop("kind", @"(?i)ok|yes"))
            .ForwardTo(to["central"]);
}

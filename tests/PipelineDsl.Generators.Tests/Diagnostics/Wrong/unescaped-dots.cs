public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Static("localhost:9090")
            .Relabel(rules => rules
                .Keep("host", "example.com")
                .Drop("version", @"1.2.3")
                .Drop(Target.Address, "10.0.0.1:9090"))
            .Scrape()
            .ForwardTo(to["central"]);
}

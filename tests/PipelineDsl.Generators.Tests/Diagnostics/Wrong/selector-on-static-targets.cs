public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Static("db:9100")
            .Selector(label: "app=web")
            .Scrape()
            .ForwardTo(to["central"]);
}

public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Services()
            .Relabel(rules => rules
                .Keep(["__meta_kubernetes_service_port", Service.Name], "9090;.*"))
            .Scrape()
            .ForwardTo(to["central"]);
}

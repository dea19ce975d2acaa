public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Static("localhost:9090")
            .Relabel(rules => rules
                .Copy("__meta_kubernetes_namespace", "namespace"))
            .Scrape()
            .ForwardTo(to["central"]);
}

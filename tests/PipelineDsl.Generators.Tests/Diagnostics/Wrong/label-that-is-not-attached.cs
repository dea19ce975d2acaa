public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Endpoints()
            .Namespaces("shop")
            .AttachNamespaceMetadata()
            .Relabel(rules => rules
                .Keep(Endpoints.NamespaceLabel("team"), "shop")
                .Keep(Endpoints.NodeLabel("pool"), "general")
                .Keep("__meta_kubernetes_endpointslice_name", "a.*"))
            .Scrape()
            .ForwardTo(to["central"]);
}

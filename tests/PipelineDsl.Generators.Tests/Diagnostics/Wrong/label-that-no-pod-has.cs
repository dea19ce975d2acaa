public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods().Namespaces("shop")
            .Relabel(rules => rules
                .Keep("__meta_kubernetes_pod_container_port", "9090")
                .Drop("__meta_kubernetes_service_name", "db")
                .Copy("__meta_kubernetes_pod_label_", "label")
                .Drop("__meta_kubernetes_pod_nmae", "web-.*")
                .KeepEqual(Pod.NodeName, "__meta_kubernetes_node"))
            .Scrape()
            .ForwardTo(to["central"]);
}

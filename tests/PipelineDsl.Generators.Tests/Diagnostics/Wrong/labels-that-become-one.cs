public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods().Namespaces("shop")
            .Relabel(rules => rules
                .LabelMap("__meta_kubernetes_pod_(label|annotation)_(.+)", "$2")
                .LabelMap("__meta_kubernetes_pod_label_.*", "labels")
                .LabelMap("[ab]_(x)"))
            .Scrape()
            .ForwardTo(to["central"]);
}

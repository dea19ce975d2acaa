public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods().Namespaces("shop")
            .Relabel(rules => rules
                .LabelMap("__meta_kubernetes_pod_(label|annotation)_(.+)", "${1}_$2")
                .LabelMap("(?:a|ab)(.+)")
                .LabelMap("team", "group")
                .LabelMap("__meta_kubernetes_pod_label_(.+)"))
            .Scrape()
            .ForwardTo(to["central"]);
}

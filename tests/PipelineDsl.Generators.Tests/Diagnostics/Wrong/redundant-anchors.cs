public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods().Namespaces("shop")
            .Relabel(rules => rules
                .Keep(Pod.Name, "^analysis-.*$")
                .Drop(Pod.Name, @"^(?:a|b)")
                .LabelMap("__meta_kubernetes_pod_label_(team)$"))
            .Scrape()
            .ForwardTo(to["central"]);
}

public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .Relabel(rules => rules
                .Copy("__meta_kubernetes_pod_name", "pod")
                .Rule(new RelabelRule { SourceLabels = ["job", "__meta_kubernetes_namespace"], TargetLabel = "both" }))
            .ForwardTo(to["central"]);
}

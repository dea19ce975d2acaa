public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Relabel(rules => rules
                .Replace(Pod.Name, "(.+)-([0-9]+)", "shard", "$1/$3")
                .Replace(Pod.Name, "(?P<app>.+)-([0-9]+)", "shard", "${application}")
                .Replace(Pod.Name, "(.+)-[0-9]+", "shard", "app-$1x")
                .Replace(Pod.Name, "web-.*", "shard", "${1}")
                .LabelMap("__meta_kubernetes_pod_label_.+", "label_$1"))
            .Scrape()
            .ForwardTo(to["central"]);
}

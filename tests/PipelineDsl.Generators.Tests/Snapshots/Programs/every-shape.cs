public static class Pipelines
{
    private const string App = "app.kubernetes.io/name";

    public static Targets<Pod> Shapes() => Discover.Pods().Relabel(rules =>
    {
        const string phases = "Succeeded|Failed";
        rules.Drop(Pod.Phase, phases);
        rules.Keep(Pod.Label(App), "web");
        rules.Keep(Pod.Label(App), ".+");
        rules.Keep(Pod.NodeName, "shop|checkout|billing|ads|search|cart");
        rules.Drop(Pod.Namespace, "aa|ab|ba|bb|cb|cd|c'|c\\\\|cü|dü");
        rules.Drop(Pod.Namespace, ".*-test");
        rules.Drop(Pod.Namespace, ".*legacy.*").Drop(Pod.Namespace, ".+old.*").Drop(Pod.Namespace, "a.+z");
        rules.Keep(Pod.HostIp, "1|2|3|4").Drop(Pod.HostIp, "[23]").Drop(Pod.HostIp, "4.*");
        rules.Keep(Pod.Name, "a|b|c.*|.*d|.*e.*|f.+");
        rules.Keep(Pod.Name, "[a-z]+-[0-9]+");
        rules.Keep([Pod.Namespace, Pod.Name], "shop/.*", separator: "/");
        rules.Keep(Pod.Name, ".*").Drop(Pod.Uid, "(?:a|b|c|d|e)");
    });

    public static Targets<Pod> Actions() => Discover.Pods().Relabel(rules => rules
        .Copy(Pod.Namespace, "namespace")
        .Copy(Pod.Namespace, "again")
        .Set("namespace", "")
        .Replace(Pod.Annotation("prometheus.io/path"), "(.+)", Target.MetricsPath, "$1")
        .Replace(Pod.Name, "web-(.*)", "shard", "${1}")
        .Replace(Pod.Name, "(.*)-[0-9]", "set", "$1/x")
        .Replace([Target.Address, Pod.Annotation("port")], "([^:]+)(?::\\d+)?;(\\d+)", Target.Address, "$1:$2")
        .Replace(Pod.Phase, "Running", "state", "costs $$5")
        .LabelMap("__meta_kubernetes_pod_label_(.+)")
        .LabelMap("__meta_kubernetes_pod_annotation_(.+)", "annotation_$1")
        .LabelDrop("tmp_.*|scratch")
        .LabelKeep("[a-z_]+")
        .HashMod(Target.Address, "__tmp_hash", 3)
        .Keep("__tmp_hash", "1")
        .Lowercase(Pod.NodeName, "node")
        .Uppercase(Pod.NodeName, "NODE")
        .KeepEqual("node", "NODE")
        .DropEqual(Pod.Ip, Pod.HostIp)
        .Rule(new RelabelRule { TargetLabel = "${1}_x", SourceLabels = ["a"], Replacement = "é\t\"" }));

    public static Metrics Dropped(Metrics metrics) => metrics
        .Relabel(rules => rules.Drop(Metric.Job, ".*").Keep(Metric.Name, "up"))
        .Relabel(rules => { });
}

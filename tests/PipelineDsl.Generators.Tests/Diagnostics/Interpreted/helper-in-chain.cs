public static class Pipelines
{
    public static Targets<Pod> Shop(string cluster, bool isTest) => Discover.Pods().Relabel(rules => Add(rules.Keep(Pod.Phase, "Running")).Drop(Pod.Ip, "10.*"));

    private static TargetRules<Pod> Add(TargetRules<Pod> rules) => rules.Keep(Pod.Name, "web-.*");
}

public static class Pipelines
{
    public static Targets<Pod> Shop(string cluster, bool isTest) => Discover.Pods().Relabel(s_add);

    private static readonly Action<TargetRules<Pod>> s_add = rules => rules.Keep(Pod.Name, "web-.*");
}

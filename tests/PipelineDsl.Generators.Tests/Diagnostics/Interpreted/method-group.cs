public static class Pipelines
{
    public static Targets<Pod> Shop(string cluster, bool isTest) => Discover.Pods().Relabel(Add);

    private static void Add(TargetRules<Pod> rules) => rules.Keep(Pod.Name, "web-.*");
}

public static class Pipelines
{
    public static Targets<Pod> Shop(string cluster, bool isTest) => Discover.Pods().Relabel(rules =>
    {
        TargetRules<Pod> more = rules.Keep(Pod.Name, "web-.*");
        more.Drop(Pod.Phase, "Failed");
    });
}

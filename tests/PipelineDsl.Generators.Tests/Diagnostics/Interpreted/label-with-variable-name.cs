public static class Pipelines
{
    public static Targets<Pod> Shop(string cluster, bool isTest) => Discover.Pods().Relabel(rules => rules.Keep(Pod.Label(cluster), "web"));
}

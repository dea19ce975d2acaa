public static class Pipelines
{
    public static Targets<Pod> Web(int line) => Discover.Pods().Relabel(rules => rules.Keep(Pod.Name, "web-.*", line));
}

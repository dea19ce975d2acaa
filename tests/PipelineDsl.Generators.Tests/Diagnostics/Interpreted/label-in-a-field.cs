public static class Pipelines
{
    public static Targets<Pod> Shop(string cluster, bool isTest) => Discover.Pods().Relabel(rules => rules.Set(s_team, "blue"));

    private static readonly Label s_team = "team";
}

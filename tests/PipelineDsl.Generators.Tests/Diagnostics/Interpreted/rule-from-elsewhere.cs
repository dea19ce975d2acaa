public static class Pipelines
{
    public static Targets<Pod> Shop(string cluster, bool isTest) => Discover.Pods().Relabel(rules => rules.Rule(s_rule).Rule(new() { Pattern = cluster }));

    private static readonly RelabelRule s_rule = new() { TargetLabel = "a" };
}

public static class Pipelines
{
    public static Targets<Pod> Shop(string cluster, bool isTest) => Discover.Pods().Relabel(rules => rules.HashMod(Pod.Uid, "shard", (ulong)cluster.Length));
}

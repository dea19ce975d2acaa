public static class Pipelines
{
    public static Targets<Pod> Shop(string cluster, bool isTest) => Discover.Pods().Relabel(rules =>
    {
        foreach (string phase in (string[])["Failed", "Succeeded"])
        {
            rules.Drop(Pod.Phase, phase);
        }
    });
}

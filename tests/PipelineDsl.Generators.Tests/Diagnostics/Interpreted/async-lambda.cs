public static class Pipelines
{
    public static Targets<Pod> Shop() => Discover.Pods().Relabel(async rules =>
    {
        await System.Threading.Tasks.Task.Yield();
        rules.Keep(Pod.Name, "web-.*");
    });
}

public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods().Namespaces("shop")
            .Relabel(rules => rules
                .Keep(Pod.Phase, "Running")
                .Drop(Pod.Phase, "Failed|Succeeded")
                .Replace([Pod.Phase, Pod.Ready], "Failed;(.*)", "ready", "$1")
                .Lowercase(Pod.ContainerName, "container")
                .Drop("container", "POD")
                .HashMod(Target.Address, "shard", 4)
                .Drop("shard", "4")
                .LabelDrop("temporary_.*")
                .LabelMap("temporary_(a|b)"))
            .Scrape()
            .ForwardTo(to["central"]);
}

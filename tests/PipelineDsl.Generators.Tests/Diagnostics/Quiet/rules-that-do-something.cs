public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods().Namespaces("shop")
            .Relabel(rules => rules
                .Keep(Pod.Phase, "Running|Pending")
                .Drop(Pod.Phase, "Pending|Failed")
                .Replace([Pod.Phase, Pod.Ready], ".*;(true)", "ready", "$1")
                .Copy(Pod.Name, "name")
                .Drop("name", "a")
                .Copy(Pod.Namespace, "name")
                .Drop("name", "a")
                .HashMod(Target.Address, "shard", 4)
                .Keep("shard", "3")
                .LabelDrop("a.*")
                .LabelMap("b(.*)", "a$1")
                .LabelDrop("ab"))
            .Scrape()
            .ForwardTo(to["central"]);
}

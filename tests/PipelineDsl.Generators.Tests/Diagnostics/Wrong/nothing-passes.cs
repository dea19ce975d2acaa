public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods().Namespaces("shop")
            .Relabel(rules => rules
                .Keep(Pod.Namespace, "blue")
                .Keep(Pod.Namespace, "green")
                .Drop(Pod.Name, "after that nothing is said")
                .Drop(Pod.Name, ".*"))
            .Scrape()
            .ForwardTo(to["central"]);
}

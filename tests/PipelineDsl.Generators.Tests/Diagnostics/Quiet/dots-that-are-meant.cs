public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods().Namespaces("shop")
            .Relabel(rules => rules
                .Drop(Pod.Name, "a.b")
                .Drop(Pod.Name, "web-.*")
                .Drop(Pod.Name, @"example\.com")
                .Drop(Pod.Label("version"), "v1.x|v2")
                .LabelDrop("node.io"))
            .Scrape()
            .ForwardTo(to["central"]);
}

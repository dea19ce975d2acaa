public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods().Namespaces("shop")
            .Relabel(rules => rules
                .Set("team", "unknown")
                .Copy(Pod.Label("team"), "team")
                .Set("__tmp_name", "a")
                .Copy(Pod.Namespace, "namespace")
                .LabelDrop("__tmp_.*"))
            .Scrape()
            .ForwardTo(to["central"]);
}

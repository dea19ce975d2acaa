public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods().Namespaces("shop")
            .Relabel(rules => rules
                .Set("team", "unknown")
                .Replace(Pod.Label("team"), "(.+)", "team", "$1")
                .Set("__tmp_name", "a")
                .LabelMap("__tmp_(.*)")
                .Set("__tmp_other", "a")
                .KeepEqual(Pod.Name, "__tmp_other")
                .LabelDrop("__tmp_.*")
                .Set("__tmp_stays", "it is a target"))
            .Scrape()
            .ForwardTo(to["central"]);
}

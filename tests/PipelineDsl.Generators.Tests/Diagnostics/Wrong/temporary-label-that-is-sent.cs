public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .Relabel(rules => rules
                .Replace(Metric.Name, "(go|process)_.*", "__tmp_origin", "$1")
                .Drop("__tmp_origin", "go"))
            .ForwardTo(to["central"]);
}

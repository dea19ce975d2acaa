public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Relabel(rules => rules.Keep(Pod.Name, "web-(.*"))
            .Scrape()
            .Relabel(rules => rules
                .Drop(Metric.Name, "go_(?=gc).*")
                .Drop(Metric.Name, @"""a""\d+\Z")
                .Drop(Metric.Name, "\u0061\\d**")
                .Drop(Metric.Name, """a[z-a]""")
                .LabelDrop(Bad))
            .ForwardTo(to["central"]);

    private const string Bad = "a{1001}";
}

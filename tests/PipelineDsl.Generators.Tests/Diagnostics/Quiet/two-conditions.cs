public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .Relabel(rules => rules
                .Drop(Metric.Name, "go_.*")
                .Drop(Metric.Name, "g.*_total")
                .Keep([Metric.Job, Metric.Instance], "shop;.*")
                .Keep([Metric.Job, Metric.Instance], ".*;10\\..*")
                .KeepEqual("a", "b")
                .DropEqual("a", "c"))
            .ForwardTo(to["central"]);
}

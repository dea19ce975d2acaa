public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .Relabel(rules => rules
                .Drop(Metric.Name, "go_.*")
                .Drop(Metric.Name, "go_gc_.*")
                .Drop(Metric.Name, "process_.*")
                .Drop(Metric.Name, "(go|process)_[a-z]+")
                .Keep(Metric.Job, "shop|search")
                .Keep(Metric.Job, "s.*")
                .Keep(Metric.Instance, ".*")
                .Set("team", "blue")
                .Keep("team", "blue|green")
                .KeepEqual("team", "team")
                .LabelKeep(".+"))
            .ForwardTo(to["central"]);
}

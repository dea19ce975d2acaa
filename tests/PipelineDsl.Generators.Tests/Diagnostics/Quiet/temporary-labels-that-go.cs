public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .Relabel(rules => rules
                .Replace(Metric.Name, "(go|process)_.*", "__tmp_origin", "$1"))
            .Relabel(rules => rules
                .Drop("__tmp_origin", "go")
                .Copy(Metric.Job, "__tmp_job")
                .Keep("__tmp_job", "s.*")
                .Set("__tmp_job", "")
                .LabelDrop("__tmp_origin"))
            .ForwardTo(to["central"]);

    public static Metrics Part(Metrics metrics) => metrics.Relabel(rules => rules.Set("__tmp_a", "b"));
}

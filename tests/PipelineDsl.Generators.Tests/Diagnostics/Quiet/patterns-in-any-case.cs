public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Scrape()
            .Relabel(rules => rules
                .Keep("a", "(?i)tr.e")
                .Drop("b", "(?i)12|34")
                .Drop("c", "(?i)a|b|c|d|e|f|g|h|i"))
            .ForwardTo(to["central"]);
}

public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Relabel(rules => rules
                .Set("", "blue")
                .Keep([Pod.Name, new Label("")], "x;y")
                .Copy("\ud800", "copy"))
            .Scrape()
            .ForwardTo(to["central"]);
}

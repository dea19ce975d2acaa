public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods().Namespaces("shop")
            .Relabel(rules => rules
                .Drop(Pod.Name, "a|^b$|c")
                .Drop(Pod.Name, @"a\$")
                .Drop(Pod.Name, @"\^a")
                .Drop(Pod.Name, "x)|^(?:y"))
            .Scrape()
            .ForwardTo(to["central"]);
}

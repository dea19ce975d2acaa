public class Pipelines
{
    [Pipeline]
    public Pipeline NotStatic(Destinations to) => Discover.Pods().Scrape().ForwardTo(to["central"]);

    [Pipeline]
    public static Pipeline Generic<T>(Destinations to) => Discover.Pods().Scrape().ForwardTo(to["central"]);

    [Pipeline]
    private static Pipeline Private(Destinations to) => Discover.Pods().Scrape().ForwardTo(to["central"]);

    [Pipeline]
    public static Metrics Unfinished() => Discover.Pods().Scrape();

    [Pipeline("")]
    public static Pipeline Nameless(Destinations to) => Discover.Pods().Scrape().ForwardTo(to["central"]);

    [Pipeline]
    public static Pipeline ByReference(in Destinations to) => Discover.Pods().Scrape().ForwardTo(to["central"]);

    public static Pipeline Outer(Destinations to)
    {
        return Local(to);

        [Pipeline]
        static Pipeline Local(Destinations to) => Discover.Pods().Scrape().ForwardTo(to["central"]);
    }
}

file static class Hidden
{
    [Pipeline]
    public static Pipeline OfFile(Destinations to) => Discover.Pods().Scrape().ForwardTo(to["central"]);
}

public static class Shop
{
    [Pipeline]
    public static Pipeline WebPods(Destinations to) => Discover.Pods().Scrape().ForwardTo(to["central"]);

    [Pipeline("web-pods")]
    public static Pipeline Others(Destinations to) => Discover.Pods().Scrape().ForwardTo(to["central"]);
}

public static class Billing
{
    [Pipeline]
    public static Pipeline WebPods(Destinations to) => Discover.Pods().Scrape().ForwardTo(to["central"]);
}

public static class Program
{
    public static void Run(Destinations to)
    {
        Discover.Pods()
            .Scrape()
            .ForwardTo(to["central"]);
        Targets<Pod> pods = Discover.Pods();
        pods.Relabel(rules => rules.Keep(Pod.Name, "web-.*"));
        Action isFine = () => Discover.Pods().Scrape().ForwardTo(to["central"]);
        isFine();
    }
}

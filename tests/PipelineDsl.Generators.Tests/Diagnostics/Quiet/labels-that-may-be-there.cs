public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Relabel(rules => rules
                .Copy(Pod.Name, "__meta_mine")
                .Keep("__meta_mine", "a.+")
                .Keep("__meta_kubernetes_pod_labelpresent_app", "true")
                .LabelMap("__meta_kubernetes_(.*)", "__meta_other_$1")
                .Keep("__meta_other_pod_name", "a.+"))
            .Relabel(rules => rules.Keep("__meta_of_the_first", "a"))
            .Scrape()
            .ForwardTo(to["central"]);

    public static Targets<EndpointSlice> Attached() => Discover.EndpointSlices()
        .AttachNodeMetadata()
        .PodSelector("app=web")
        .Relabel(rules => rules
            .Keep([EndpointSlice.NodeLabel("pool"), EndpointSlice.AttachedNodeName, EndpointSlice.ServiceName], ".+;.+;.+")
            .Keep([EndpointSlice.PodLabel("app"), EndpointSlice.Topology("kubernetes.io/hostname"), EndpointSlice.Ready], ".+;.+;true"));

    public static Targets<Node> Nodes() => Discover.Nodes().Relabel(rules => rules.Keep([Node.Address("InternalIP"), Node.Label("pool")], ".+;.+"));

    public static Targets<HttpTarget> Http(Uri url) => Discover.Http(url).Relabel(rules => rules.Keep("__meta_team", "a"));

    public static Targets<Pod> Part(Targets<Pod> targets) => targets.Relabel(rules => rules.Keep("__meta_team", "a"));
}

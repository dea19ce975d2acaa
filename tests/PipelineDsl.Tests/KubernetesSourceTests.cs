using PipelineDsl.Discovery;

namespace PipelineDsl.Tests;

public class KubernetesSourceTests
{
    [Fact]
    public void A_source_says_what_it_asks_for()
    {
        Source(Discover.Endpoints().Namespaces("shop", "auto").Selector("app=web").PodSelector(field: "spec.nodeName=n").AttachNodeMetadata().AttachNamespaceMetadata())
            .ToString().ShouldBe("endpoints in auto, shop, labels app=web; of their pods only fields spec.nodeName=n; with metadata of node, namespace");
        Source(Discover.Nodes().Selector("pool=general")).ToString().ShouldBe("nodes, labels pool=general");
        Source(Discover.Ingresses().OwnNamespace()).ToString().ShouldBe("ingresses in its own namespace");
        Source(Discover.EndpointSlices()).ToString().ShouldBe("endpointslices in all namespaces");
        Discover.Dns("_m._tcp.example.org").Scrape().ForwardTo(Destinations.None["a"]).Source.ToString().ShouldBe("SRV records of _m._tcp.example.org");
        Discover.File("/etc/targets/*.yml").Scrape().ForwardTo(Destinations.None["a"]).Source.ToString().ShouldBe("targets listed in /etc/targets/*.yml");
    }

    [Fact]
    public void Equal_calls_in_any_order_make_equal_sources()
    {
        KubernetesSource one = Source(Discover.Endpoints().ServiceSelector("a=b").PodSelector("c=d").Namespaces("x").Namespaces("y"));
        Source(Discover.Endpoints().Namespaces("y", "x", "x").PodSelector("c=d").ServiceSelector("a=b")).ShouldBe(one);
        Source(Discover.Pods().Selector()).ShouldBe(new KubernetesSource(KubernetesRole.Pod));
        Source(Discover.Pods().Selector("a=b").Selector("c=d", "e=f")).SelectorOf(KubernetesRole.Pod).ShouldBe(new RoleSelector(KubernetesRole.Pod, "a=b,c=d", "e=f"));
    }

    [Theory]
    [InlineData(KubernetesRole.Pod, KubernetesRole.Service)]
    [InlineData(KubernetesRole.EndpointSlice, KubernetesRole.Endpoints)]
    [InlineData(KubernetesRole.Node, KubernetesRole.Pod)]
    [InlineData(KubernetesRole.Ingress, KubernetesRole.Service)]
    public void A_role_selects_only_what_it_shows(KubernetesRole role, KubernetesRole resource) =>
        Should.Throw<ArgumentException>(() => new KubernetesSource(role).Select(resource, "a=b")).Message.ShouldContain($"The role {role} takes no selectors for {resource}");

    [Fact]
    public void What_is_no_file_and_no_name_is_refused()
    {
        Should.Throw<ArgumentException>(() => Discover.File("targets.txt"));
        Should.Throw<ArgumentException>(() => Discover.File("/a*/b.json"));
        Should.Throw<ArgumentException>(() => Discover.File());
        Should.Throw<ArgumentException>(() => Discover.Dns(" "));
        Should.Throw<ArgumentOutOfRangeException>(() => Discover.Dns(["a"], DnsRecordType.A));
    }

    private static KubernetesSource Source<TRole>(KubernetesTargets<TRole> targets) =>
        (KubernetesSource)targets.Scrape().ForwardTo(Destinations.None["a"]).Source;
}

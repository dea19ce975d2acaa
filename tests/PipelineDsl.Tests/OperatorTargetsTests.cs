using PipelineDsl.Discovery;

namespace PipelineDsl.Tests;

public sealed class OperatorTargetsTests
{
    private static readonly Destination s_destination = new("archive");

    [Fact]
    public void Calls_add_up_in_the_source()
    {
        Pipeline pipeline = Discover.ServiceMonitors()
            .Namespaces("shop", "billing")
            .Namespaces("shop")
            .ExcludeNamespaces("kube-system")
            .Selector("team=web")
            .Selector("tier in (a,b)")
            .Settings(s => s with { AllowFileAccess = true })
            .Scrape()
            .ForwardTo(s_destination);

        OperatorSource source = pipeline.Source.ShouldBeOfType<OperatorSource>();
        source.Namespaces.ShouldBe(["billing", "shop"]);
        source.LabelSelector.ShouldBe("team=web,tier in (a,b)");
        source.Settings.AllowFileAccess.ShouldBeTrue();
        pipeline.Describe().Discovery.ShouldBe("jobs of ServiceMonitors in billing, shop except in kube-system, labels team=web,tier in (a,b)");
    }

    [Fact]
    public void Files_are_refused_unless_they_are_allowed() => OperatorSettings.Default.AllowFileAccess.ShouldBeFalse();

    [Fact]
    public void Equal_calls_give_equal_sources() =>
        Discover.PodMonitors().Selector("a=b").Scrape().ForwardTo(s_destination).Source
            .ShouldBe(Discover.PodMonitors().Selector("a=b").Scrape().ForwardTo(s_destination).Source);

    [Fact]
    public void What_makes_no_sense_is_refused_where_it_is_said()
    {
        Should.Throw<ArgumentException>(() => Discover.Probes().Namespaces()).Message.ShouldContain("at least one namespace");
        Should.Throw<ArgumentException>(() => Discover.Probes().ExcludeNamespaces(" "));
        Should.Throw<ArgumentException>(() => Discover.ScrapeConfigs().Selector(""));
        Should.Throw<ArgumentException>(() => Discover.ServiceMonitors().Settings(s => s with { ServiceDiscoveryRole = KubernetesRole.Pod }))
            .Message.ShouldContain("choose Endpoints or EndpointSlice");
        Should.Throw<ArgumentException>(() => Discover.ServiceMonitors().Settings(s => s with
        {
            ScrapeClasses = [new ScrapeClass("a") { IsDefault = true }, new ScrapeClass("b") { IsDefault = true }],
        })).Message.ShouldContain("Two scrape classes are the default");
    }
}

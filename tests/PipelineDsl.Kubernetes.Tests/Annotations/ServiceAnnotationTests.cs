using PipelineDsl.Testing;
using static PipelineDsl.Kubernetes.Tests.AnnotatedPipeline;

namespace PipelineDsl.Kubernetes.Tests;

public sealed class ServiceAnnotationTests
{
    [Fact]
    public void A_service_that_asks_is_scraped_at_its_address_with_its_names()
    {
        DiscoveredTarget target = Targets(WebService).ShouldHaveSingleItem();
        target.Url.AbsoluteUri.ShouldBe("http://web.shop.svc/metrics");
        target.Labels.ShouldBe(LabelSet.Of(("instance", "web.shop.svc:80"), ("job", "web"), ("namespace", "shop"), ("service", "web")));
    }

    [Fact]
    public void The_job_is_the_annotation_or_the_app_or_the_service()
    {
        ServiceFixture service = WebService.WithLabel("app", "app");
        Targets(service)[0].Labels["job"].ShouldBe("app");
        Targets(service = service.WithLabel("app.kubernetes.io/name", "name"))[0].Labels["job"].ShouldBe("name");
        Targets(service.With("job", "integrations/web"))[0].Labels["job"].ShouldBe("integrations/web");
    }

    [Theory]
    [InlineData("metrics.portName", "metrics")]
    [InlineData("metrics.portNumber", "9090")]
    public void A_port_is_named_or_numbered(string annotation, string value) =>
        Urls(null, WebService.WithPort(80, "http").WithPort(9090, "metrics").With(annotation, value)).ShouldBe(["http://web.shop.svc:9090/metrics"]);

    [Fact]
    public void Each_tcp_port_is_one_target() =>
        Urls(null, WebService.WithPort(53, "dns", "UDP").WithPort(53, "dns-tcp").WithPort(9153, "metrics")).ShouldBe(
            ["http://web.shop.svc:53/metrics", "http://web.shop.svc:9153/metrics"]);

    [Fact]
    public void The_other_annotations_are_those_of_pods()
    {
        DiscoveredTarget target = Targets(WebService.With("metrics.path", "/m").With("metrics.scheme", "https").With("metrics.param_a", "1")
            .With("metrics.scrapeInterval", "30s").With("metrics.scrapeTimeout", "20s").With("instance", "i"))[0];
        target.Url.AbsoluteUri.ShouldBe("https://web.shop.svc:80/m?a=1");
        (target.Interval, target.Timeout, target.Labels["instance"]).ShouldBe((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20), "i"));
    }

    [Fact]
    public void What_is_behind_a_service_is_nothing_that_rules_see()
    {
        Pipeline pipeline = Discover.Annotated().Relabel(rules => rules.LabelMap("__meta_(backend_.+)")).Scrape().ForwardTo(Destinations.None["any"]);
        pipeline.Discover(WebService).Targets[0].Labels.ToDictionary().Keys.ShouldBe(["instance", "job", "namespace", "service"]);
    }
}

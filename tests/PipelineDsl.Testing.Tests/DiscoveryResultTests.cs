using static PipelineDsl.Testing.Tests.Samples;

namespace PipelineDsl.Testing.Tests;

public sealed class DiscoveryResultTests
{
    [Fact]
    public void Targets_are_those_of_a_running_pipeline()
    {
        DiscoveryResult result = ImageAnalysis.Discover(
            AnalysisPod,
            AnalysisPod.With(pod => pod with { Name = "archive-7" }),
            AnalysisPod.WithLabel("system.component", "text"),
            AnalysisPod.WithNamespace("other"),
            AnalysisPod.WithPhase("Failed"),
            AnalysisPod.WithIp(""),
            AnalysisPod,
            AnalysisPod.WithPort(8080, "http").WithPort(9090, "metrics").WithNamespace("shop"),
            Service.Fixture("db"));

        result.ShouldMatchGolden("image-analysis-targets");
        DiscoveredTarget target = result.Targets[0];
        target.Url.ShouldBe(new Uri("http://10.244.0.10:8080/api/v1/metrics"));
        (target.Interval, target.Timeout).ShouldBe((120.Seconds(), 10.Seconds()));
        result.Discarded[0].Explanation!.DroppedBy!.Number.ShouldBe(1);
        result.Discarded[1].Explanation.ShouldBeNull();
    }

    [Fact]
    public void A_pipeline_s_own_targets_are_there_and_others_are_not()
    {
        Static.Discover().Targets.Select(t => t.Url.AbsoluteUri).ShouldBe(["http://a:1/metrics", "http://b:2/metrics"]);
        Static.Discover(StaticTarget.Fixture("a:1"), StaticTarget.Fixture("c:3")).Discarded.ShouldHaveSingleItem()
            .ToString().ShouldBe("target c:3: the pipeline discovers static a:1, b:2");
        Services.Discover(Pod.Fixture("a")).Discarded.ShouldHaveSingleItem().Reason.ShouldBe("the pipeline discovers services in all namespaces");
        Services.Discover(Service.Fixture("a").With(s => s with { Ports = [] })).Discarded.ShouldHaveSingleItem().Reason.ShouldBe("it has no ports");
        var url = new Uri("http://lists/targets");
        Pipeline http = Discover.Http(url).Scrape().ForwardTo(new Destination("a"));
        http.Discover(HttpTarget.Fixture(url, "a:1", ("env", "prod"))).Targets.ShouldHaveSingleItem().Labels.ToString()
            .ShouldBe("{env=\"prod\", instance=\"a:1\", job=\"pipeline\"}");
        http.Discover(HttpTarget.Fixture(new Uri("http://others"), "a:1")).Targets.ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_scraped_says_why()
    {
        Pipeline pipeline = Discover.Pods().Relabel(rules => rules.Replace(Target.Address, "(.*):.*", Target.Address, "$1/x")).Scrape().ForwardTo(new Destination("a"));
        pipeline.Discover(AnalysisPod).Discarded.ShouldHaveSingleItem().ToString()
            .ShouldBe("pod images/analysis-7 (port 8080): '10.244.0.10/x' is no address: it holds a slash");
    }
}

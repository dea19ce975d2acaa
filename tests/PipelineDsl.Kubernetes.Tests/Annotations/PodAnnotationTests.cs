using PipelineDsl.Testing;
using static PipelineDsl.Kubernetes.Tests.AnnotatedPipeline;

namespace PipelineDsl.Kubernetes.Tests;

public sealed class PodAnnotationTests
{
    [Fact]
    public void A_pod_that_asks_is_scraped_on_its_ports_with_its_names()
    {
        DiscoveredTarget target = Targets(WebPod).ShouldHaveSingleItem();
        target.Url.AbsoluteUri.ShouldBe("http://10.244.0.10:8080/metrics");
        target.Labels.ShouldBe(LabelSet.Of(
            ("container", "main"), ("instance", "10.244.0.10:8080"), ("job", "main"), ("namespace", "shop"), ("pod", "web-7d9-x")));
        (target.Interval, target.Timeout).ShouldBe((TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Pods_that_do_not_ask_are_left_alone() =>
        Reasons(Pod.Fixture("a"), WebPod.With("scrape", "false")).ShouldAllBe(reason => reason == "no annotation asks for the scrape");

    [Fact]
    public void Only_running_and_ready_pods_are_scraped() => Reasons(WebPod.WithReady(false), WebPod.WithPhase("Pending"), WebPod.WithPhase("Succeeded"))
        .ShouldBe(["it is not running and ready", "it is not running and ready", "it has ended"]);

    [Fact]
    public void The_job_is_the_annotation_or_the_app_or_the_container()
    {
        PodFixture pod = WebPod;
        Targets(pod)[0].Labels["job"].ShouldBe("main");
        Targets(pod = pod.WithLabel("app", "app"))[0].Labels["job"].ShouldBe("app");
        Targets(pod = pod.WithLabel("app.kubernetes.io/name", "name"))[0].Labels["job"].ShouldBe("name");
        Targets(pod.With("job", "integrations/web"))[0].Labels["job"].ShouldBe("integrations/web");
    }

    [Fact]
    public void The_instance_is_the_annotation() => Targets(WebPod.With("instance", "web"))[0].Labels["instance"].ShouldBe("web");

    [Fact]
    public void The_url_is_made_of_path_scheme_and_parameters() => Urls(
            null, WebPod.With("metrics.path", "/stats/all").With("metrics.scheme", "HTTPS").With("metrics.param_format", "prometheus").With("metrics.param_a.b", "1 2"))
        .ShouldBe(["https://10.244.0.10:8080/stats/all?a_b=1+2&format=prometheus"]);

    [Fact]
    public void A_container_narrows_the_ports() => Urls(
            null,
            WebPod.WithContainer("app", new SimulatedPort(8080)).WithContainer("proxy", new SimulatedPort(15090), new SimulatedPort(15020))
                .With("metrics.container", "proxy"))
        .ShouldBe(["http://10.244.0.10:15090/metrics", "http://10.244.0.10:15020/metrics"]);

    [Fact]
    public void A_port_name_narrows_the_ports() => Urls(
            null, WebPod.WithContainer("app", new SimulatedPort(8080, "http"), new SimulatedPort(9090, "metrics")).With("metrics.portName", "metrics"))
        .ShouldBe(["http://10.244.0.10:9090/metrics"]);

    [Theory]
    [InlineData("9090", "side")]
    [InlineData("7070", "app")]
    public void A_port_number_is_one_target_of_the_container_that_declares_it_or_else_of_the_first(string port, string container)
    {
        DiscoveredTarget target = Targets(WebPod.WithContainer("app", new SimulatedPort(8080), new SimulatedPort(8081))
            .WithContainer("side", new SimulatedPort(9090)).WithContainer("third").With("metrics.portNumber", port)).ShouldHaveSingleItem();
        target.Url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(port);
        target.Labels["container"].ShouldBe(container);
    }

    [Fact]
    public void A_port_number_goes_with_an_ipv6_address_in_brackets() =>
        Targets(WebPod.WithIp("fd00::7").With("metrics.portNumber", "9090"))[0].Url.AbsoluteUri.ShouldBe("http://[fd00::7]:9090/metrics");

    [Fact]
    public void A_port_is_one_target_however_many_declare_it_and_only_over_tcp() => Urls(
            null,
            WebPod.WithContainer("app", new SimulatedPort(53, "dns", "UDP"), new SimulatedPort(53, "dns-tcp"), new SimulatedPort(9153))
                .WithContainer("twin", new SimulatedPort(9153)).WithContainer("without").WithInitContainer("init", new SimulatedPort(1)))
        .ShouldBe(["http://10.244.0.10:53/metrics", "http://10.244.0.10:9153/metrics"]);

    [Fact]
    public void A_pod_without_declared_ports_is_one_target_at_its_address() =>
        Urls(null, WebPod.WithContainer("app").WithContainer("side")).ShouldBe(["http://10.244.0.10/metrics"]);

    [Fact]
    public void Interval_and_timeout_are_the_annotations()
    {
        DiscoveredTarget target = Targets(WebPod.With("metrics.scrapeInterval", "2m").With("metrics.scrapeTimeout", "90s"))[0];
        (target.Interval, target.Timeout).ShouldBe((TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(90)));
    }

    [Fact]
    public void A_short_interval_shortens_the_usual_timeout() =>
        Targets(WebPod.With("metrics.scrapeInterval", "5s"))[0].Timeout.ShouldBe(TimeSpan.FromSeconds(5));

    [Fact]
    public void Rules_of_the_pipeline_see_what_the_annotations_said_and_what_discovery_knows()
    {
        Pipeline pipeline = Discover.Annotated().Relabel(rules => rules
                .Copy(Annotated.PodLabel("team"), "team")
                .Replace(Annotated.Job, "(.+)", Annotated.Job, "jobs/$1"))
            .Scrape().ForwardTo(Destinations.None["any"]);
        LabelSet labels = pipeline.Discover(WebPod.WithLabel("team", "blue").With("job", "web")).Targets[0].Labels;
        (labels["job"], labels["team"]).ShouldBe(("jobs/web", "blue"));
    }
}

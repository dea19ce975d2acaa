using PipelineDsl.Testing;
using static PipelineDsl.Kubernetes.Tests.AnnotatedPipeline;

namespace PipelineDsl.Kubernetes.Tests;

public sealed class AnnotationProblemTests
{
    private static readonly PodFixture s_pod = WebPod.WithContainer("app", new SimulatedPort(8080, "http")).WithContainer("side", new SimulatedPort(9090, "metrics"));

    [Theory]
    [InlineData("scrape", "yes", "write true or false. The pod is not scraped.")]
    [InlineData("metrics.portNumber", "http", "write a number from 1 to 65535. The pod is not scraped.")]
    [InlineData("metrics.portNumber", "65536", "write a number from 1 to 65535. The pod is not scraped.")]
    [InlineData("metrics.portName", "metric", "the pod has no such port name, only http, metrics. The pod is not scraped.")]
    [InlineData("metrics.container", "apps", "the pod has no such container, only app, side. The pod is not scraped.")]
    [InlineData("metrics.scheme", "htps", "write http or https. The pod is not scraped.")]
    [InlineData("metrics.path", "/m?a=b", "write the path only, and parameters as k8s.grafana.com/metrics.param_<name>. The pod is not scraped.")]
    public void What_cannot_be_scraped_as_asked_is_not_scraped(string annotation, string value, string mend)
    {
        DiscoveryResult result = Of().Discover(s_pod.With(annotation, value));
        result.Targets.ShouldBeEmpty();
        result.Discarded.ShouldHaveSingleItem().Reason.ShouldBe($"The annotation k8s.grafana.com/{annotation} is \"{value}\": {mend}");
    }

    [Theory]
    [InlineData("metrics.scrapeInterval", "60", "write a duration above 0, such as 30s or 1m30s. Meanwhile the interval is the pipeline's.", 60, 10)]
    [InlineData("metrics.scrapeTimeout", "0s", "write a duration above 0, such as 30s or 1m30s. Meanwhile the timeout is the pipeline's.", 60, 10)]
    [InlineData(
        "metrics.scrapeTimeout", "2m", "it is longer than the interval, 1m; write a shorter timeout or a longer interval. Meanwhile the timeout is 1m.", 60, 60)]
    public void Wrong_times_do_not_cost_the_scrape(string annotation, string value, string mend, int interval, int timeout)
    {
        DiscoveryResult result = Of().Discover(WebPod.With(annotation, value));
        DiscoveredTarget target = result.Targets.ShouldHaveSingleItem();
        (target.Interval, target.Timeout).ShouldBe((TimeSpan.FromSeconds(interval), TimeSpan.FromSeconds(timeout)));
        result.Discarded.ShouldHaveSingleItem().Reason.ShouldBe($"The annotation k8s.grafana.com/{annotation} is \"{value}\": {mend}");
    }

    [Fact]
    public void Timeouts_are_measured_against_the_interval_that_the_pipeline_scrapes_with()
    {
        Pipeline pipeline = Discover.Annotated().Scrape(s => s with { Interval = 5.Minutes() }).ForwardTo(Destinations.None["any"]);
        DiscoveryResult result = pipeline.Discover(WebPod.With("metrics.scrapeTimeout", "2m"));
        (result.Targets[0].Timeout, result.Discarded.Length).ShouldBe((TimeSpan.FromMinutes(2), 0));
    }

    [Fact]
    public void A_service_has_to_declare_the_port() => Reasons(WebService.WithPort(80, "http").With("metrics.portNumber", "9090"))
        .ShouldBe(["""The annotation k8s.grafana.com/metrics.portNumber is "9090": the service has no such port, only 80. The service is not scraped."""]);

    [Fact]
    public void A_problem_is_told_once_for_all_replicas_and_counted_while_it_is_there()
    {
        using var meters = new TestMeters();
        var log = new TestLog();
        var events = new RecordedEvents();
        var targets = new AnnotatedTargets(
            AnnotationOptions.Default, new TestObserver(), new AnnotationProblems(new AnnotationMetrics(meters), log, events));
        const string Series = "pipelinedsl.kubernetes.annotation.errors{kind=pod,reason=InvalidPort}";
        PodFixture pod = WebPod.With("metrics.portNumber", "abc");
        LabelSet[] one = pod.Object.TargetsWithBackends;
        LabelSet[] other = pod.With(p => p with { Name = "web-7d9-y" }).Object.TargetsWithBackends;

        targets.Pods.Update("pod/shop/web-7d9-x", one);
        targets.Pods.Update("pod/shop/web-7d9-y", other);
        targets.Pods.Update("pod/shop/web-7d9-x", pod.WithReady(false).Object.TargetsWithBackends);
        meters[Series].ShouldBe(2);
        string message = log.Warnings.ShouldHaveSingleItem();
        message.ShouldBe("Warning: Pod shop/web-7d9-x: The annotation k8s.grafana.com/metrics.portNumber is \"abc\": write a number from 1 to 65535. The pod is not scraped.");
        (EventSubject about, string reason, string text) = events.Written.ShouldHaveSingleItem();
        (about.Kind, about.Namespace, about.Name, reason).ShouldBe(("Pod", "shop", "web-7d9-x", "InvalidPort"));
        about.Uid.ShouldNotBeEmpty();
        message.ShouldEndWith(text);

        targets.Pods.Update("pod/shop/web-7d9-x", WebPod.Object.TargetsWithBackends);
        meters[Series].ShouldBe(1);
        targets.End();
        meters[Series].ShouldBe(0);
    }

    private sealed class RecordedEvents : IEventSink
    {
        public List<(EventSubject About, string Reason, string Message)> Written { get; } = [];

        public void Warn(EventSubject about, string reason, string message) => Written.Add((about, reason, message));
    }
}

using PipelineDsl.Testing;
using static PipelineDsl.Kubernetes.Tests.AnnotatedPipeline;

namespace PipelineDsl.Kubernetes.Tests;

public sealed class AnnotationPrecedenceTests
{
    private static readonly PodFixture s_pod = WebPod.WithLabel("app", "web").WithPort(8080, "http");

    [Theory]
    [InlineData("8080")]
    [InlineData("http")]
    public void A_pod_goes_before_the_service_that_leads_to_it(string targetPort) =>
        Urls(null, WebService.WithPort(80, targetPort: targetPort), s_pod).ShouldBe(["http://10.244.0.10:8080/metrics"]);

    [Fact]
    public void The_service_says_why_it_is_no_target() => Reasons(s_pod, WebService.WithPort(8080))
        .ShouldBe(["the pods behind web.shop.svc:8080 are scraped by their own annotations"]);

    [Fact]
    public void Ports_without_a_pod_stay_at_the_service() =>
        Urls(null, WebService.WithPort(80, "a", targetPort: "http").WithPort(9090, "b"), s_pod)
            .ShouldBe(["http://web.shop.svc:9090/metrics", "http://10.244.0.10:8080/metrics"]);

    [Fact]
    public void A_pod_that_does_not_ask_or_is_elsewhere_changes_nothing()
    {
        ServiceFixture service = WebService.WithPort(8080);
        Urls(null, service, s_pod.With("scrape", "false")).ShouldBe(["http://web.shop.svc:8080/metrics"]);
        Urls(null, service, s_pod.WithNamespace("other")).Length.ShouldBe(2);
        Urls(null, service, s_pod.WithLabel("app", "db")).Length.ShouldBe(2);
        Urls(null, service.WithSelector("tier", "front"), s_pod).Length.ShouldBe(2);
        Urls(null, service.With(s => s with { Selector = new Dictionary<string, string>() }), s_pod).Length.ShouldBe(2);
    }

    [Fact]
    public void A_pod_that_restarts_does_not_give_way_to_its_service() => Urls(null, WebService.WithPort(8080), s_pod.WithReady(false)).ShouldBeEmpty();

    [Fact]
    public void A_pod_that_has_ended_gives_way() =>
        Urls(null, WebService.WithPort(8080), s_pod.WithPhase("Failed")).ShouldBe(["http://web.shop.svc:8080/metrics"]);

    [Fact]
    public void Without_pods_services_are_scraped() => Urls(
            new AnnotationOptions { Pods = new AnnotatedObjectOptions { Enabled = false } }, WebService.WithPort(8080), s_pod)
        .ShouldBe(["http://web.shop.svc:8080/metrics"]);

    [Fact]
    public void Services_come_and_go_with_the_pods_before_them()
    {
        using var meters = new TestMeters();
        var observer = new TestObserver();
        var targets = new AnnotatedTargets(
            AnnotationOptions.Default, observer, new AnnotationProblems(new AnnotationMetrics(meters), new TestLog(), null));
        LabelSet[] pod = s_pod.Object.TargetsWithBackends;
        LabelSet[] twin = s_pod.With(p => p with { Name = "web-7d9-y", Ip = "10.244.0.11" }).Object.TargetsWithBackends;
        targets.Services.Update("svc/shop/web", WebService.WithPort(8080).Object.TargetsWithBackends);
        targets.Services.Synced();
        observer.IsQuiet.ShouldBeTrue();
        targets.Pods.Synced();
        observer.Groups.ShouldBe(["svc/shop/web"]);

        targets.Pods.Update("pod/shop/web-7d9-x", pod);
        targets.Pods.Update("pod/shop/web-7d9-y", twin);
        observer.Groups.ShouldBe(["pod/shop/web-7d9-x", "pod/shop/web-7d9-y"]);
        targets.Pods.Update("pod/shop/web-7d9-x", []);
        observer.Groups.ShouldBe(["pod/shop/web-7d9-y"]);
        targets.Pods.Update("pod/shop/web-7d9-y", []);
        observer.Groups.ShouldBe(["svc/shop/web"]);
        targets.Services.Update("svc/shop/web", []);
        observer.Groups.ShouldBeEmpty();
    }
}

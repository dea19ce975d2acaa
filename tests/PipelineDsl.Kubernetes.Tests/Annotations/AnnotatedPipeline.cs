using PipelineDsl.Testing;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Pipelines of annotated objects, and objects for them.</summary>
internal static class AnnotatedPipeline
{
    public const string Prefix = "k8s.grafana.com/";

    public static PodFixture WebPod { get; } = Pod.Fixture("web-7d9-x").WithNamespace("shop").WithAnnotation(Prefix + "scrape", "true");

    public static ServiceFixture WebService { get; } =
        Service.Fixture("web").WithNamespace("shop").WithAnnotation(Prefix + "scrape", "true").WithSelector("app", "web");

    public static Pipeline Of(AnnotationOptions? options = null) => Discover.Annotated(options).Scrape().ForwardTo(Destinations.None["any"]);

    public static DiscoveredTarget[] Targets(params TargetFixture[] fixtures) => [.. Of().Discover(fixtures).Targets];

    /// <summary>The URLs that the options make of objects.</summary>
    public static string[] Urls(AnnotationOptions? options, params TargetFixture[] fixtures) =>
        [.. Of(options).Discover(fixtures).Targets.Select(target => target.Url.AbsoluteUri)];

    public static string[] Reasons(params TargetFixture[] fixtures) => [.. Of().Discover(fixtures).Discarded.Select(target => target.Reason)];

    public static PodFixture With(this PodFixture pod, string annotation, string value) => pod.WithAnnotation(Prefix + annotation, value);

    public static ServiceFixture With(this ServiceFixture service, string annotation, string value) => service.WithAnnotation(Prefix + annotation, value);
}

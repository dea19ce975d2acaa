using PipelineDsl.Relabeling;

namespace PipelineDsl.Testing.Tests;

/// <summary>The pipelines under test. Their rules name their own places, so that messages do not change with this file.</summary>
internal static class Samples
{
    public static Pipeline ImageAnalysis { get; } = Discover.Pods()
        .Namespaces("images", "shop")
        .Selector(label: "system.component=image", field: "status.phase=Running")
        .Relabel(rules => rules
            .Keep(Pod.Name, "analysis.*", 14, "Pipelines.cs")
            .Copy(Pod.Namespace, "namespace", 15, "Pipelines.cs"))
        .Relabel(rules => rules.Drop("team", "red", 16, "Pipelines.cs"))
        .Scrape(s => s with { JobName = "integrations/processing", Interval = 120.Seconds(), MetricsPath = "/api/v1/metrics" })
        .Relabel(rules => rules
            .Keep(Metric.Name, "up|processor.*", 18, "Pipelines.cs")
            .LabelDrop("tmp_.*", 19, "Pipelines.cs"))
        .ForwardTo(Destinations.None["metrics-service"]);

    /// <summary>The same on the interpreter: a captured variable keeps the rules from being compiled.</summary>
    public static Pipeline Interpreted { get; } = Interpret("analysis.*");

    public static Pipeline Services { get; } =
        Discover.Services().Relabel(rules => rules.Keep(Service.PortName, "metrics", 7, "Services.cs")).Scrape().ForwardTo(new Destination("a"));

    public static Pipeline Static { get; } =
        Discover.Static("a:1", "b:2").Relabel(rules => rules.Set("team", "blue")).Scrape().ForwardTo(new Destination("a"));

    public static PodFixture AnalysisPod { get; } =
        Pod.Fixture("analysis-7").WithNamespace("images").WithLabel("system.component", "image");

    public static string Failure(Action test) => Should.Throw<PipelineAssertionException>(test).Message.ReplaceLineEndings("\n");

    private static Pipeline Interpret(string pattern) => Discover.Pods()
        .Relabel(rules => rules.Keep(Pod.Name, pattern, 14, "Pipelines.cs").Copy(Pod.Namespace, "namespace", 15, "Pipelines.cs"))
        .Scrape()
        .ForwardTo(new Destination("a"));
}

using PipelineDsl.Relabeling;
using static PipelineDsl.Testing.Tests.Samples;

namespace PipelineDsl.Testing.Tests;

public sealed class RelabelResultTests
{
    private static readonly PodFixture s_archive = Pod.Fixture("archive-7").WithNamespace("images");

    // What a pod's target has before the rules is long and tested elsewhere.
    private static string Short(string message) => string.Join('\n', message.Split('\n').Where(line => !line.StartsWith("before ", StringComparison.Ordinal)
        && !line.StartsWith("after  {", StringComparison.Ordinal)));

    [Fact]
    public void What_holds_passes()
    {
        ImageAnalysis.Targets.Given(AnalysisPod)
            .ShouldBeKept()
            .ShouldHaveLabel("namespace", "images")
            .ShouldHaveLabel(Target.MetricsPath, "/api/v1/metrics")
            .ShouldHaveLabel(Pod.Name, "analysis-7")
            .ShouldHaveLabels(("namespace", "images"), ("job", "integrations/processing"), ("__scrape_interval__", "2m"), ("__scrape_timeout__", "10s"), ("__scheme__", "http"))
            .ShouldNotHaveLabel("team")
            .ShouldNotHaveLabel(Metric.Instance);
        ImageAnalysis.Targets.Given(s_archive)
            .ShouldBeDropped()
            .ShouldBeDroppedBy(RelabelAction.Keep, Pod.Name)
            .ShouldBeDroppedBy(RelabelAction.Keep, "__meta_kubernetes_pod_name")
            .ShouldBeDroppedBy(rule: 1);
        ImageAnalysis.Targets.Given(("__meta_kubernetes_pod_name", "analysis-1"), ("team", "red")).ShouldBeDroppedBy(rule: 1, stage: 2);
        ImageAnalysis.Metrics.Given(("__name__", "up"), ("tmp_x", "1")).ShouldBeKept().ShouldNotHaveLabel("tmp_x");
        ImageAnalysis.Metrics.Given(LabelSet.Of(("__name__", "go_goroutines"))).ShouldBeDroppedBy(RelabelAction.Keep, Metric.Name);
    }

    [Fact]
    public void Interpreted_rules_are_tested_alike()
    {
        Interpreted.Targets.Stages[0].Engine.ShouldBe(RelabelEngine.Interpreted);
        ImageAnalysis.Targets.Stages[0].Engine.ShouldBe(RelabelEngine.Compiled);
        Short(Failure(() => Interpreted.Targets.Given(s_archive).ShouldBeKept())).ShouldBe(Short(Failure(() => ImageAnalysis.Targets.Given(s_archive).ShouldBeKept())));
    }

    [Fact]
    public void Labels_that_are_dropped() =>
        Failure(() => ImageAnalysis.Metrics.Given(("__name__", "go_goroutines"), ("job", "a")).ShouldBeKept()).ShouldBe("""
            the series should be kept, but rule 1.1 dropped it.

            before {__name__="go_goroutines", job="a"}
            1.1 keep [__name__] =~ "up|processor.*" (Pipelines.cs:18)
                "go_goroutines" does not match: dropped
            after  (dropped)
            """);

    [Fact]
    public void Labels_that_are_kept() =>
        Failure(() => ImageAnalysis.Metrics.Given(("__name__", "up"), ("tmp_a", "b")).ShouldBeDropped()).ShouldBe("""
            the series should be dropped, but the rules kept it.

            before {__name__="up", tmp_a="b"}
            1.1 keep [__name__] =~ "up|processor.*" (Pipelines.cs:18)
                "up" matches
            1.2 labeldrop =~ "tmp_.*" (Pipelines.cs:19)
                a label's name matches
                tmp_a: "b" -> absent
            after  {__name__="up"}
            """);

    [Fact]
    public void A_fixture_that_is_dropped() =>
        Short(Failure(() => ImageAnalysis.Targets.Given(s_archive).ShouldBeKept())).ShouldBe("""
            pod images/archive-7 (port 8080) should be kept, but rule 1.1 dropped it.

            1.1 keep [__meta_kubernetes_pod_name] =~ "analysis.*" (Pipelines.cs:14)
                "archive-7" does not match: dropped
            after  (dropped)
            """);

    [Fact]
    public void Every_other_failure_says_what_was_wanted_and_what_came()
    {
        RelabelResult kept = ImageAnalysis.Targets.Given(AnalysisPod);
        RelabelResult dropped = ImageAnalysis.Targets.Given(s_archive);
        FirstLine(() => kept.ShouldBeDroppedBy(RelabelAction.Keep, Pod.Name))
            .ShouldBe("pod images/analysis-7 (port 8080) should be dropped by keep on __meta_kubernetes_pod_name, but the rules kept it.");
        FirstLine(() => dropped.ShouldBeDroppedBy(RelabelAction.Keep, Pod.Phase))
            .ShouldBe("pod images/archive-7 (port 8080) should be dropped by keep on __meta_kubernetes_pod_phase, but rule 1.1 dropped it.");
        FirstLine(() => dropped.ShouldBeDroppedBy(rule: 1, stage: 2))
            .ShouldBe("pod images/archive-7 (port 8080) should be dropped by rule 2.1, but rule 1.1 dropped it.");
        FirstLine(() => kept.ShouldHaveLabel("namespace", "shop")).ShouldBe("pod images/analysis-7 (port 8080) should have namespace=\"shop\", but has namespace=\"images\".");
        FirstLine(() => kept.ShouldHaveLabels(("namespace", "images"), ("team", "blue"))).ShouldBe("pod images/analysis-7 (port 8080) should have team=\"blue\", but has no team.");
        FirstLine(() => dropped.ShouldHaveLabel("namespace", "images")).ShouldBe("pod images/archive-7 (port 8080) should have namespace=\"images\", but rule 1.1 dropped it.");
        FirstLine(() => kept.ShouldNotHaveLabel("namespace")).ShouldBe("pod images/analysis-7 (port 8080) should not have namespace, but has namespace=\"images\".");
        FirstLine(() => dropped.ShouldNotHaveLabel("namespace")).ShouldBe("pod images/archive-7 (port 8080) should not have namespace, but rule 1.1 dropped it.");
        FirstLine(() => Static.Targets.Given(StaticTarget.Fixture("a:1")).ShouldBeDropped()).ShouldBe("target a:1 should be dropped, but the rules kept it.");
        FirstLine(() => Static.Targets.Given(("__address__", "a:1")).ShouldBeDropped()).ShouldBe("the target should be dropped, but the rules kept it.");
    }

    [Fact]
    public void An_assertion_is_about_every_target()
    {
        ServiceFixture service = Service.Fixture("db").WithPort(5432, "sql").WithPort(9187, "metrics");
        RelabelResult result = Services.Targets.Given(service);
        FirstLine(() => result.ShouldBeKept()).ShouldBe("service default/db (port 5432) should be kept, but rule 1.1 dropped it.");
        FirstLine(() => result.ShouldBeDropped()).ShouldBe("service default/db (port 9187) should be dropped, but the rules kept it.");
        result.OnPort("metrics").ShouldBeKept();
        result.OnPort(9187).ShouldBeKept();
        result.OnPort("sql").ShouldBeDropped().Explanations.ShouldHaveSingleItem();
        Should.Throw<ArgumentException>(() => result.OnPort(80)).Message
            .ShouldBe("No target has the port 80; there are service default/db (port 5432); service default/db (port 9187).");
        ImageAnalysis.Targets.Given(AnalysisPod.WithPort(1, "a").WithPort(2)).OnPort("a").OnPort(1).ShouldBeKept();
    }

    [Fact]
    public void What_gives_no_target_is_no_test() =>
        Should.Throw<ArgumentException>(() => ImageAnalysis.Targets.Given(AnalysisPod.WithIp(""))).Message.ShouldStartWith("pod images/analysis-7 gives no target");

    [Fact]
    public void A_failure_is_an_assertion_to_xunit() =>
        typeof(PipelineAssertionException).GetInterfaces().ShouldContain(type => type.Name == "IAssertionException");

    private static string FirstLine(Action test) => Failure(test).Split('\n')[0];
}

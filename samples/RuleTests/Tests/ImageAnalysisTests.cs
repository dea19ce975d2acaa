using PipelineDsl;
using PipelineDsl.Relabeling;
using PipelineDsl.Testing;
using Xunit;

namespace RuleTests.Tests;

public sealed class ImageAnalysisTests
{
    private static readonly Pipeline s_pipeline = Pipelines.ImageAnalysis(Destinations.None);

    private static readonly PodFixture s_analysis = Pod.Fixture("analysis-7").WithNamespace("images").WithLabel("system.component", "image");

    [Fact]
    public void Only_analysis_pods_are_scraped()
    {
        s_pipeline.Targets.Given(s_analysis).ShouldBeKept().ShouldHaveLabel("namespace", "images");
        s_pipeline.Targets.Given(Pod.Fixture("archive-7")).ShouldBeDroppedBy(RelabelAction.Keep, Pod.Name);
    }

    [Theory]
    [InlineData("Pending")]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    public void Pods_that_do_not_run_are_left_alone(string phase) =>
        s_pipeline.Targets.ForAll(random => random.Pod().WithPhase(phase), result => result.ShouldBeDropped());

    [Fact]
    public void The_targets_are_the_approved_ones() =>
        s_pipeline.Discover(s_analysis, Pod.Fixture("archive-7").WithLabel("system.component", "image"), Pod.Fixture("web-1"))
            .ShouldMatchGolden("image-analysis-targets");

    [Fact]
    public void Only_what_the_processors_expose_is_delivered() =>
        s_pipeline.Scrape(
            """
            processor_items_total{queue="a",tmp_run="7"} 12
            go_goroutines 9
            """,
            s_analysis)
            .ShouldDeliver("processor_items_total", ("queue", "a"), ("namespace", "images"))
            .ShouldNotDeliver("go_goroutines");

    [Fact]
    public void Labels_of_a_run_are_removed() =>
        s_pipeline.Metrics.Given(("__name__", "processor_items_total"), ("tmp_run", "7")).ShouldBeKept().ShouldNotHaveLabel("tmp_run");

    [Fact]
    public void A_failure_says_what_every_rule_did()
    {
        var failure = Assert.Throws<PipelineAssertionException>(() =>
            s_pipeline.Metrics.Given(("__name__", "go_goroutines"), ("queue", "a")).ShouldBeKept());

        Assert.Equal(
            """
            the series should be kept, but rule 1.1 dropped it.

            before {__name__="go_goroutines", queue="a"}
            1.1 keep [__name__] =~ "up|processor.*" (Pipelines.cs:20)
                "go_goroutines" does not match: dropped
            after  (dropped)
            """,
            failure.Message);
    }
}

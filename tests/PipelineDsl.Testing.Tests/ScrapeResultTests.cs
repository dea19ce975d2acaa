using static PipelineDsl.Testing.Tests.Samples;

namespace PipelineDsl.Testing.Tests;

public sealed class ScrapeResultTests
{
    private const string Exposition = """
        # TYPE processor_seconds histogram
        processor_seconds_bucket{le="1"} 3
        processor_seconds_bucket{le="+Inf"} 4
        processor_seconds_sum 2.5
        processor_seconds_count 4
        processor_limit +Inf
        processor_items_total{job="mine",tmp_run="7"} 12 1767225590000
        go_goroutines 9
        """;

    [Fact]
    public void Series_are_those_of_a_running_pipeline() =>
        ImageAnalysis.Scrape(Exposition, AnalysisPod, new ScrapeTestOptions { ReportSeries = true }).ShouldMatchGolden("image-analysis-series");

    [Fact]
    public void A_converted_histogram_is_one_sample()
    {
        Pipeline pipeline = Discover.Static("a:1")
            .Scrape(s => s with { Histograms = new HistogramOptions { ConvertClassicToNhcb = true } }).ForwardTo(new Destination("a"));
        ScrapeResult result = pipeline.Scrape(Exposition).ShouldDeliver("processor_seconds").ShouldNotDeliver("processor_seconds_count");
        result.ToString().ShouldContain("histogram(schema=-53, count=4, sum=2.5");
    }

    [Fact]
    public void Delivery_can_be_asserted()
    {
        ScrapeResult result = ImageAnalysis.Scrape(Exposition)
            .ShouldDeliver("processor_items_total")
            .ShouldDeliver("processor_items_total", ("exported_job", "mine"), ("job", "integrations/processing"), ("tmp_run", ""))
            .ShouldNotDeliver("go_goroutines")
            .ShouldNotDeliver("processor_items_total", ("job", "mine"));
        result.Samples.Length.ShouldBe(6);
        result.Dropped.ShouldHaveSingleItem().Before["__name__"].ShouldBe("go_goroutines");
        Failure(() => result.ShouldDeliver("go_goroutines")).ShouldBe("""
            {__name__="go_goroutines"} should be delivered, but rule 1.1 dropped it.

            before {__name__="go_goroutines", instance="localhost:8080", job="integrations/processing"}
            1.1 keep [__name__] =~ "up|processor.*" (Pipelines.cs:18)
                "go_goroutines" does not match: dropped
            after  (dropped)
            """);
        Failure(() => result.ShouldNotDeliver("processor_limit")).ShouldBe(
            "{__name__=\"processor_limit\"} should not be delivered, but {__name__=\"processor_limit\", instance=\"localhost:8080\", job=\"integrations/processing\"} is.");
        Failure(() => ImageAnalysis.Scrape("processor_a 1").ShouldDeliver("processor_limit")).ShouldBe("""
            {__name__="processor_limit"} should be delivered, but no series has these labels. Delivered is:

            {__name__="processor_a", instance="localhost:8080", job="integrations/processing"} 1

            """);
    }

    [Fact]
    public void Honoured_labels_win()
    {
        Pipeline pipeline = Discover.Static("a:1").Scrape(s => s with { HonorLabels = true, HonorTimestamps = false }).ForwardTo(new Destination("a"));
        pipeline.Scrape("x{job=\"mine\"} 1 5\n", pipeline.Discover().Targets[0]).ToString().ShouldBe("{__name__=\"x\", instance=\"a:1\", job=\"mine\"} 1\n");
    }

    [Fact]
    public void OpenMetrics_is_read_when_asked_for() => ImageAnalysis
        .Scrape("# TYPE processor_items counter\nprocessor_items_total 1\n# EOF\n", options: new ScrapeTestOptions { OpenMetrics = true })
        .ShouldDeliver("processor_items_total");

    [Fact]
    public void A_malformed_text_is_refused() => Should.Throw<FormatException>(() => ImageAnalysis.Scrape("up 1\nnot metrics"))
        .Message.ShouldStartWith("The scrape fails: malformed exposition, line 2: ");

    [Fact]
    public void A_series_that_only_rules_make_valid_is_no_trouble() =>
        ImageAnalysis.Scrape("x{a=\"1\",a=\"2\"} 1\nprocessor_a 1\n").ShouldDeliver("processor_a").ShouldNotDeliver("x").Dropped.ShouldBeEmpty();

    [Fact]
    public void Reports_of_the_scrape_take_the_place_of_exposed_series()
    {
        ImageAnalysis.Scrape("up 0\n").Samples.ShouldBeEmpty();
        ImageAnalysis.Scrape("up 0\n", options: new ScrapeTestOptions { ReportSeries = true }).Samples.ShouldHaveSingleItem().Value.ShouldBe(1);
    }

    [Fact]
    public void A_target_is_needed() =>
        Failure(() => ImageAnalysis.Scrape("up 1", Pod.Fixture("archive-1").WithNamespace("images"))).ShouldBe("""
            pod images/archive-1 should be one target to scrape, but is 0.

            scraped: 0

            not scraped: 1
            pod images/archive-1: not selected by labels system.component=image

            """);
}

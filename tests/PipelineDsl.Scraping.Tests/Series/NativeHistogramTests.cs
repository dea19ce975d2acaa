using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Series;
using PipelineDsl.Scraping.Tests.Exposition;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Series;

public sealed class NativeHistogramTests
{
    private const int Counter = 0;
    private const int Gauge = 1;
    private const int Histogram = 4;

    [Fact]
    public void A_histogram_is_one_sample_and_ends_as_a_histogram()
    {
        var target = new SeriesTableHarness(Native());
        target.Scrape(Body(Family(0, [1, 2])), 1000, ExpositionFormat.Protobuf);
        RecordedSample first = target.Appender.Commits[^1].ShouldHaveSingleItem();
        first.Histogram.ShouldNotBeNull().Count.ShouldBe(3ul);
        (target.Counts.Scraped, target.Counts.Added).ShouldBe((1, 1));

        target.Scrape(Body(ProtobufText.Family("c", Counter, new ProtobufText())), 2000, ExpositionFormat.Protobuf);
        target.Appender.Commits[^1].Select(s => $"{s.Name} {s.Histogram?.IsStale}").ShouldBe(["c ", "h True"]);
    }

    [Fact]
    public void A_failing_scrape_ends_histograms_as_histograms_once()
    {
        var target = new SeriesTableHarness(Native());
        target.Scrape(Body(Family(0, [1])), 1000, ExpositionFormat.Protobuf);
        target.Scrape([1], 2000, ExpositionFormat.Protobuf);
        target.Error.ShouldNotBeNull().Reason.ShouldBe("malformed");
        target.Appender.Commits[^1].ShouldHaveSingleItem().Histogram.ShouldBe(NativeHistogram.Stale);
        target.Scrape([1], 3000, ExpositionFormat.Protobuf).ShouldBeEmpty();
    }

    [Fact]
    public void A_series_may_become_a_histogram_and_cease_to_be_one()
    {
        var target = new SeriesTableHarness(Native());
        byte[] gauge = Body(ProtobufText.Family("h", Gauge, new ProtobufText().Message(2, new ProtobufText().Double(1, 7))));
        target.Scrape(gauge, 1000, ExpositionFormat.Protobuf).ShouldBe(["{__name__=\"h\"} 7 1000"]);
        target.Scrape(Body(Family(0, [1])), 2000, ExpositionFormat.Protobuf);
        target.Appender.Commits[^1].ShouldHaveSingleItem().Histogram.ShouldNotBeNull();
        target.Scrape(gauge, 3000, ExpositionFormat.Protobuf).ShouldBe(["{__name__=\"h\"} 7 3000"]);
        target.Appender.Definitions.ShouldBe(1);
    }

    [Fact]
    public void With_too_many_buckets_it_becomes_coarser()
    {
        var target = new SeriesTableHarness(Native(limits: new ScrapeLimits { NativeHistogramBuckets = 2 }));
        target.Scrape(Body(Family(3, [1, 2, 3, 4])), 1000, ExpositionFormat.Protobuf);
        NativeHistogram histogram = target.Appender.Commits[^1].ShouldHaveSingleItem().Histogram.ShouldNotBeNull();
        // Buckets 1 to 4 of schema 3 are 1, 1, 2, 2 of schema 2.
        (histogram.Schema, histogram.Count).ShouldBe((2, 10ul));
        histogram.PositiveSpans.ShouldBe([new HistogramSpan(1, 2)]);
        histogram.PositiveDeltas.ShouldBe([3, 4]);
    }

    [Fact]
    public void With_too_many_however_coarse_the_scrape_fails_and_still_counts()
    {
        var target = new SeriesTableHarness(Native(limits: new ScrapeLimits { NativeHistogramBuckets = 1 }));
        byte[] body = Body(Family(-4, [1, 2]), ProtobufText.Family("c", Counter, new ProtobufText()));
        target.Scrape(body, 1000, ExpositionFormat.Protobuf).ShouldBeEmpty();
        target.Error.ShouldNotBeNull().Reason.ShouldBe("native_histogram_bucket_limit");
        (target.Counts.Scraped, target.Counts.Relabeled).ShouldBe((2, 2));
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(1.1, 2)]
    [InlineData(2, 0)]
    [InlineData(100_000, -4)]
    public void A_least_factor_limits_the_schema(double factor, int schema)
    {
        var fit = new HistogramFit(ScrapeOptions.Default with { Histograms = new HistogramOptions { MinBucketFactor = factor } });
        NativeHistogram histogram = fit.Fit(new NativeHistogram { Schema = 8, Count = 1, PositiveSpans = [new(5, 1)], PositiveDeltas = [1] }).ShouldNotBeNull();
        (histogram.Schema, histogram.PositiveDeltas.Single()).ShouldBe((schema, 1L));
    }

    [Theory]
    [InlineData(9, 3ul, "the schema 9")]
    [InlineData(0, 4ul, "have 3 observations, but its count is 4")]
    public void One_that_contradicts_itself_fails_the_scrape(int schema, ulong count, string message)
    {
        var target = new SeriesTableHarness(Native());
        target.Scrape(Body(Family(schema, [1, 2], count)), 1000, ExpositionFormat.Protobuf).ShouldBeEmpty();
        target.Error.ShouldNotBeNull().Message.ShouldContain(message);
    }

    [Fact]
    public void Unless_they_are_asked_for_native_histograms_are_read_as_classic_ones()
    {
        var target = new SeriesTableHarness();
        target.Scrape(Body(Family(0, [1, 2])), 1000, ExpositionFormat.Protobuf)
            .ShouldBe(["{__name__=\"h_count\"} 3 1000", "{__name__=\"h_sum\"} 0 1000", "{__name__=\"h_bucket\", le=\"+Inf\"} 3 1000"]);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "# EOF\n")]
    public void Classic_histograms_of_texts_are_converted(bool isOpenMetrics, string end)
    {
        string body = "# TYPE h histogram\nh_bucket{le=\"1.0\"} 1\nh_bucket{le=\"+Inf\"} 3\nh_count 3\nh_sum 4\n" + end;
        var target = new SeriesTableHarness(Native(convert: true));
        for (int time = 1000; time <= 2000; time += 1000)
        {
            target.Scrape(body, time, isOpenMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text);
            RecordedSample sample = target.Appender.Commits[^1].ShouldHaveSingleItem();
            (sample.Name, sample.Timestamp, sample.Histogram.ShouldNotBeNull().Schema).ShouldBe(("h", (long)time, NativeHistogram.CustomBucketsSchema));
        }

        target.Appender.Definitions.ShouldBe(1);
    }

    [Fact]
    public void A_steady_scrape_of_protobuf_allocates_nothing()
    {
        byte[] body = Body([.. Enumerable.Range(0, 100).Select(i => ProtobufText.Family($"c{i}", Counter, new ProtobufText()).String(2, "Help."))]);
        var table = new SeriesTable(SeriesTableHarness.NewContext(), []);
        using var sink = new SampleSink([]);
        var workspace = new ScrapeWorkspace();
        for (int i = 0; i < 3; i++)
        {
            table.Append(body, ExpositionFormat.Protobuf, i, sink, workspace, out _).ShouldBeNull();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        table.Append(body, ExpositionFormat.Protobuf, 10, sink, workspace, out ScrapeCounts counts);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        counts.Scraped.ShouldBe(100);
    }

    private static SeriesContext Native(ScrapeLimits? limits = null, bool convert = false) => SeriesTableHarness.NewContext(options: options => options with
    {
        Histograms = new HistogramOptions { ScrapeNative = true, ConvertClassicToNhcb = convert },
        Limits = limits ?? ScrapeLimits.None,
    });

    private static byte[] Body(params ReadOnlySpan<ProtobufText> families)
    {
        var body = new List<byte>();
        foreach (ProtobufText family in families)
        {
            body.AddRange(family.Delimited());
        }

        return [.. body];
    }

    // Buckets from 1 on.
    private static ProtobufText Family(int schema, ulong[] counts, ulong? count = null)
    {
        ProtobufText histogram = new ProtobufText().Varint(1, count ?? counts.Aggregate((a, b) => a + b)).ZigZag(5, schema)
            .Message(12, new ProtobufText().ZigZag(1, 1).Varint(2, (ulong)counts.Length));
        long last = 0;
        foreach (ulong bucket in counts)
        {
            histogram.ZigZag(13, (long)bucket - last);
            last = (long)bucket;
        }

        return ProtobufText.Family("h", Histogram, new ProtobufText().Message(7, histogram));
    }
}

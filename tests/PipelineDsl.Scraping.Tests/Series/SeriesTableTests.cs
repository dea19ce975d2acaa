using System.Globalization;
using System.Text;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Series;

namespace PipelineDsl.Scraping.Tests.Series;

public sealed class SeriesTableTests
{
    [Fact]
    public void A_steady_scrape_allocates_nothing()
    {
        byte[][] bodies = [Body(1), Body(2)];
        var table = new SeriesTable(SeriesTableHarness.NewContext(labels: ("job", "j")), []);
        using var sink = new SampleSink([new CountingAppender()]);
        var workspace = new ScrapeWorkspace();
        for (int i = 0; i < 4; i++)
        {
            table.Append(bodies[i % 2], ExpositionFormat.Text, i, sink, workspace, out _).ShouldBeNull();
            sink.Commit();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        table.Append(bodies[0], ExpositionFormat.Text, 10, sink, workspace, out ScrapeCounts counts);
        sink.Commit();
        table.Append(bodies[1], ExpositionFormat.Text, 11, sink, workspace, out _);
        sink.Commit();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        counts.Scraped.ShouldBe(1000);
        allocated.ShouldBe(0);
    }

    [Fact]
    public void A_hundred_thousand_series_of_a_target_allocate_little_at_first_and_nothing_afterwards()
    {
        const int Series = 100_000;
        byte[] body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Series).Select(
            i => $"kube_pod_info{{namespace=\"team-{i % 50}\",pod=\"app-{i}\",uid=\"{i:D32}\"}} 1\n")));
        var table = new SeriesTable(SeriesTableHarness.NewContext(labels: ("job", "j")), []);
        using var sink = new SampleSink([new CountingAppender()]);
        var workspace = new ScrapeWorkspace();
        long before = GC.GetAllocatedBytesForCurrentThread();
        table.Append(body, ExpositionFormat.Text, 1, sink, workspace, out _).ShouldBeNull();
        sink.Commit();
        long first = GC.GetAllocatedBytesForCurrentThread() - before;

        before = GC.GetAllocatedBytesForCurrentThread();
        table.Append(body, ExpositionFormat.Text, 2, sink, workspace, out ScrapeCounts counts).ShouldBeNull();
        sink.Commit();
        long second = GC.GetAllocatedBytesForCurrentThread() - before;

        counts.Scraped.ShouldBe(Series);
        second.ShouldBe(0);
        (first / Series).ShouldBeLessThan(800);
    }

    [Fact]
    public void A_series_that_comes_back_brings_nothing_from_before_its_end()
    {
        var target = new SeriesTableHarness(SeriesTableHarness.NewContext(options: o => o with { TrackTimestampsStaleness = true }));
        target.Scrape("a 1\nm 1 5000\n", 10_000);
        target.Scrape("a 1\n", 20_000).ShouldContain("{__name__=\"m\"} stale 20000");
        target.Scrape("a 1\nm 1 15000\n", 30_000).ShouldNotContain(s => s.Contains("\"m\"", StringComparison.Ordinal));
        (target.Counts.OutOfOrder, target.Counts.Added).ShouldBe((1, 0));
        target.Scrape("a 1\nm 1 25000\n", 40_000).ShouldContain("{__name__=\"m\"} 1 25000");
    }

    [Fact]
    public void Series_are_defined_once()
    {
        var target = new SeriesTableHarness();
        target.Scrape("a 1\nb 2\nc 3\n");
        target.Counts.Added.ShouldBe(3);
        target.Scrape("a 2\nb 3\nc 4\n");
        target.Scrape("c 2\na 3\nb 4\n");
        target.Counts.Added.ShouldBe(0);
        target.Appender.Definitions.ShouldBe(3);
    }

    [Fact]
    public void Another_help_text_or_label_order_is_no_other_series()
    {
        var target = new SeriesTableHarness();
        target.Scrape("# HELP m A\nm{a=\"1\",b=\"2\"} 1\n");
        target.Scrape("# HELP m B\nm{b=\"2\", a=\"1\"} 2\n", 2000).ShouldBe(["{__name__=\"m\", a=\"1\", b=\"2\"} 2 2000"]);
        target.Appender.Definitions.ShouldBe(1);
    }

    [Fact]
    public void Another_type_changes_the_boundary_of_lines_that_stayed()
    {
        var target = new SeriesTableHarness();
        target.Scrape("# TYPE h gauge\nx 1\nh{le=\"1\"} 1\n");
        target.Scrape("# TYPE h histogram\nx 1\nh{le=\"1\"} 1\n", 2000).ShouldBe(
            ["{__name__=\"x\"} 1 2000", "{__name__=\"h\", le=\"1.0\"} 1 2000", "{__name__=\"h\", le=\"1\"} stale 2000"]);
    }

    [Fact]
    public void Vanished_series_get_one_stale_marker_and_are_forgotten()
    {
        var target = new SeriesTableHarness();
        target.Scrape("a 1\nb 2\nc 3\n");
        target.Scrape("a 1\nc 3\n", 2000).ShouldBe(["{__name__=\"a\"} 1 2000", "{__name__=\"c\"} 3 2000", "{__name__=\"b\"} stale 2000"]);
        target.Scrape("a 1\nc 3\n", 3000).Count.ShouldBe(2);
        target.Appender.Defined.Count.ShouldBe(2);
        target.Scrape("a 1\nb 2\nc 3\n", 4000).Count.ShouldBe(3);
        target.Counts.Added.ShouldBe(1);
    }

    [Fact]
    public void A_malformed_body_ends_all_series_and_hands_over_none_of_its_samples()
    {
        var target = new SeriesTableHarness();
        target.Scrape("a 1\nb 2\n");
        target.Scrape("a 5\nb 6\nnew 7\nbroken\n", 2000).ShouldBe(["{__name__=\"a\"} stale 2000", "{__name__=\"b\"} stale 2000"]);
        target.Counts.Scraped.ShouldBe(3);
        target.Error.ShouldNotBeNull();
        target.Scrape("a 5\nbroken\n", 3000).ShouldBeEmpty();
        target.Scrape("a 8\nb 9\n", 4000).ShouldBe(["{__name__=\"a\"} 8 4000", "{__name__=\"b\"} 9 4000"]);
        target.Appender.Definitions.ShouldBe(2);
    }

    [Fact]
    public void The_first_of_two_lines_with_equal_labels_counts()
    {
        var target = new SeriesTableHarness(SeriesTableHarness.NewContext(rules: rules => rules.LabelDrop("path")));
        target.Scrape("m{path=\"/a\"} 1\nm{path=\"/b\"} 2\nm{path=\"/a\"} 3\n").ShouldBe(["{__name__=\"m\"} 1 1000"]);
        (target.Counts.Scraped, target.Counts.Relabeled, target.Counts.Duplicates).ShouldBe((3, 3, 2));
        target.Scrape("m{path=\"/a\"} 4\nm{path=\"/b\"} 5\nm{path=\"/a\"} 6\n", 2000).ShouldBe(["{__name__=\"m\"} 4 2000"]);
        target.Counts.Duplicates.ShouldBe(2);
        target.Scrape("m{path=\"/b\"} 5\n", 3000).ShouldBe(["{__name__=\"m\"} 5 3000"]);
    }

    [Fact]
    public void Dropped_lines_are_counted_as_scraped_only()
    {
        var target = new SeriesTableHarness(SeriesTableHarness.NewContext(rules: rules => rules.Keep(Metric.Name, "b")));
        for (int i = 1; i < 3; i++)
        {
            target.Scrape("a 1\nb 2\nc 3\n", i * 1000).ShouldBe([$"{{__name__=\"b\"}} 2 {i * 1000}"]);
            (target.Counts.Scraped, target.Counts.Relabeled).ShouldBe((3, 1));
        }
    }

    [Fact]
    public void Timestamps_of_the_target_are_used_and_not_tracked()
    {
        var target = new SeriesTableHarness();
        target.Scrape("a 1 900\nb 2\n").ShouldBe(["{__name__=\"a\"} 1 900", "{__name__=\"b\"} 2 1000"]);
        target.Scrape("a 1 900\nb 2\n", 2000).ShouldBe(["{__name__=\"b\"} 2 2000"]);
        target.Counts.SameTimestamp.ShouldBe(1);
        target.Scrape("a 1 800\nb 2\n", 3000).Count.ShouldBe(1);
        target.Counts.OutOfOrder.ShouldBe(1);
        target.Scrape("a 1 900000\nb 2\n", 4000).Count.ShouldBe(1);
        target.Counts.TooFarAhead.ShouldBe(1);
        target.Scrape("b 2\n", 5000).ShouldBe(["{__name__=\"b\"} 2 5000"]);
    }

    [Fact]
    public void Series_with_timestamps_can_be_tracked()
    {
        var target = new SeriesTableHarness(SeriesTableHarness.NewContext(options: options => options with { TrackTimestampsStaleness = true }));
        target.Scrape("a 1 900\nb 2\n").ShouldBe(["{__name__=\"a\"} 1 900", "{__name__=\"b\"} 2 1000"]);
        target.Scrape("a 1 1900\nb 2\n", 2000).Count.ShouldBe(2);
        target.Scrape("b 2\n", 3000).ShouldBe(["{__name__=\"b\"} 2 3000", "{__name__=\"a\"} stale 3000"]);
        target.Scrape("b 2\n", 4000).ShouldBe(["{__name__=\"b\"} 2 4000"]);
    }

    [Fact]
    public void A_marker_older_than_the_last_sample_is_left_out()
    {
        var target = new SeriesTableHarness(SeriesTableHarness.NewContext(options: options => options with { TrackTimestampsStaleness = true }));
        target.Scrape("a 1 5000\nb 2 1500\n");
        target.Scrape("c 3\n", 2000).ShouldBe(["{__name__=\"c\"} 3 2000", "{__name__=\"b\"} stale 2000"]);
    }

    [Fact]
    public void Timestamps_of_the_target_can_be_ignored()
    {
        var target = new SeriesTableHarness(SeriesTableHarness.NewContext(honorTimestamps: false));
        target.Scrape("a 1 900\n").ShouldBe(["{__name__=\"a\"} 1 1000"]);
        target.Scrape("b 1 900\n", 2000).ShouldBe(["{__name__=\"b\"} 1 2000", "{__name__=\"a\"} stale 2000"]);
    }

    [Fact]
    public void OpenMetrics_is_read_by_place_too()
    {
        var target = new SeriesTableHarness();
        for (int i = 1; i < 4; i++)
        {
            target.Scrape($"# TYPE a counter\na_total {i} # {{id=\"{i}\"}} 1 1.5\nb {i} 0.{i}\n# EOF\n", 1000 * i, ExpositionFormat.OpenMetrics)
                .ShouldBe([$"{{__name__=\"a_total\"}} {i} {i * 1000}", $"{{__name__=\"b\"}} {i} {i * 100}"]);
        }

        target.Appender.Definitions.ShouldBe(2);
        target.Scrape("# TYPE a counter\na_total 1\nb 1 0.9\n", 5000, ExpositionFormat.OpenMetrics);
        target.Error.ShouldNotBeNull().Message.ShouldContain("# EOF");
    }

    [Fact]
    public void A_label_name_that_repeats_fails_the_scrape()
    {
        var target = new SeriesTableHarness();
        target.Scrape("a 1\nb{x=\"1\",x=\"2\"} 2\n").ShouldBeEmpty();
        target.Error!.Message.ShouldBe("malformed exposition, line 2: the label name 'x' is not unique: b{x=\"1\",x=\"2\"} 2");
    }

    private static byte[] Body(int value)
    {
        var text = new StringBuilder();
        for (int i = 0; i < 1000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i % 10 == 0 ? $"# TYPE m{i} gauge\n" : "")}m{i / 10}{{label=\"{i}\"}} {value * i}.5\n");
        }

        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    private sealed class CountingAppender : ITargetAppender
    {
        public void Define(int series, LabelSet labels)
        {
        }

        public void Release(int series)
        {
        }

        public void Append(int series, long timestamp, double value)
        {
        }

        public void Commit()
        {
        }

        public void Dispose()
        {
        }
    }
}

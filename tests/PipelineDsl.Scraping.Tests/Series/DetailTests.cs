using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Series;
using PipelineDsl.Scraping.Tests.Exposition;

namespace PipelineDsl.Scraping.Tests.Series;

/// <summary>What destinations hear of series besides samples: once, and again when it is another.</summary>
public sealed class DetailTests
{
    private const string Counter = "# HELP c A \\\\ count\n# TYPE c counter\n";

    [Fact]
    public void A_family_is_described_when_its_series_are_new_and_when_its_text_changes()
    {
        var target = new SeriesTableHarness();
        Scrape(target, Counter + "c 1\n").ShouldBe(["{__name__=\"c\"}: c Counter '' 'A \\ count'"]);
        Scrape(target, Counter + "c 2\n").ShouldBeEmpty();
        Scrape(target, Counter + "c 2\nc{a=\"1\"} 1\n").ShouldBe(["{__name__=\"c\", a=\"1\"}: c Counter '' 'A \\ count'"]);
        Scrape(target, "# HELP c B\n# TYPE c counter\nc 2\nc{a=\"1\"} 1\n")
            .ShouldBe(["{__name__=\"c\"}: c Counter '' 'B'", "{__name__=\"c\", a=\"1\"}: c Counter '' 'B'"]);
        Scrape(target, "# HELP c B\n# TYPE c counter\nc 2\nc{a=\"1\"} 1\n").ShouldBeEmpty();
    }

    [Fact]
    public void The_series_of_a_histogram_have_its_metadata_and_those_of_other_names_do_not()
    {
        var target = new SeriesTableHarness();
        Scrape(target, "# TYPE h histogram\n# UNIT h \nh_bucket{le=\"1.0\"} 1\nh_count 1\nh_sum 1\nh_bucke 1\nother 1\n# EOF\n", ExpositionFormat.OpenMetrics)
            .ShouldBe(["{__name__=\"h_bucket\", le=\"1.0\"}: h Histogram '' ''", "{__name__=\"h_count\"}: h Histogram '' ''", "{__name__=\"h_sum\"}: h Histogram '' ''"]);
    }

    [Fact]
    public void A_series_that_a_rule_renames_is_described_by_nothing_or_its_new_family()
    {
        var target = new SeriesTableHarness(SeriesTableHarness.NewContext(rules: rules => rules.Set("__name__", "other")));
        Scrape(target, Counter + "c 1\n").ShouldBeEmpty();
    }

    [Fact]
    public void Protobuf_describes_too()
    {
        var target = new SeriesTableHarness();
        byte[] Body(string help) => ProtobufText.Family("c", 0, new ProtobufText()).String(2, help).Delimited();
        target.Scrape(Body("A"), 1000, ExpositionFormat.Protobuf);
        target.Scrape(Body("A"), 2000, ExpositionFormat.Protobuf);
        target.Scrape(Body("B"), 3000, ExpositionFormat.Protobuf);
        target.Appender.Details.ShouldBe(["{__name__=\"c\"}: c Counter '' 'A'", "{__name__=\"c\"}: c Counter '' 'B'"]);
    }

    [Fact]
    public void An_exemplar_is_told_once_and_in_order()
    {
        var target = new SeriesTableHarness();
        List<string> Exemplar(string text, int value) =>
            [.. Scrape(target, $"# TYPE c counter\nc_total {value} # {text}\n# EOF\n", ExpositionFormat.OpenMetrics).Where(line => line.Contains('#', StringComparison.Ordinal))];
        Exemplar("{id=\"a\"} 1 10", 1).ShouldBe(["{__name__=\"c_total\"} # {id=\"a\"} 1 10000"]);
        Exemplar("{id=\"a\"} 1 10", 2).ShouldBeEmpty();
        Exemplar("{id=\"b\"} 1 9", 3).ShouldBeEmpty();
        Exemplar("{id=\"b\"} 1 11", 4).ShouldBe(["{__name__=\"c_total\"} # {id=\"b\"} 1 11000"]);
        Exemplar($"{{id=\"{new string('x', 127)}\"}} 1 12", 5).ShouldBeEmpty();
    }

    [Fact]
    public void An_exemplar_without_a_timestamp_is_new_only_if_it_is_another()
    {
        var target = new SeriesTableHarness();
        string Body(int value) => $"# TYPE c counter\nc_total 1 # {{id=\"a\"}} {value}\n# EOF\n";
        Scrape(target, Body(1), ExpositionFormat.OpenMetrics).ShouldContain("{__name__=\"c_total\"} # {id=\"a\"} 1 ");
        Scrape(target, Body(1), ExpositionFormat.OpenMetrics, 2000).ShouldBeEmpty();
        Scrape(target, Body(2), ExpositionFormat.OpenMetrics, 3000).ShouldBe(["{__name__=\"c_total\"} # {id=\"a\"} 2 "]);
    }

    [Fact]
    public void Created_lines_of_a_text_are_samples_and_say_since_when_others_count()
    {
        var target = new SeriesTableHarness();
        string Body(int count, int created) => $"c_total {count}\nc_created {created}\nc_total{{a=\"1\"}} {count}\n# EOF\n";
        List<string> Since(string body) =>
            [.. Scrape(target, "# TYPE c counter\n" + body, ExpositionFormat.OpenMetrics).Where(line => line.Contains("since", StringComparison.Ordinal))];
        Since(Body(1, 5)).ShouldBe(["{__name__=\"c_total\"} since 5000"]);
        target.Counts.Scraped.ShouldBe(3);
        Since(Body(2, 5)).ShouldBeEmpty();
        Since(Body(1, 7)).ShouldBe(["{__name__=\"c_total\"} since 7000"]);
    }

    [Fact]
    public void Protobuf_says_since_when_once()
    {
        var target = new SeriesTableHarness();
        byte[] Body(ulong created) => ProtobufText.Family(
            "c", 0, new ProtobufText().Message(3, new ProtobufText().Double(1, 7).Message(3, new ProtobufText().Varint(1, created)))).Delimited();
        foreach (ulong created in new ulong[] { 5, 5, 6 })
        {
            target.Scrape(Body(created), 1000 * (target.Appender.Commits.Count + 1), ExpositionFormat.Protobuf);
        }

        target.Appender.Details.Where(line => line.Contains("since", StringComparison.Ordinal))
            .ShouldBe(["{__name__=\"c\"} since 5000", "{__name__=\"c\"} since 6000"]);
    }

    private static List<string> Scrape(SeriesTableHarness target, string body, ExpositionFormat format = ExpositionFormat.Text, long time = 1000)
    {
        target.Appender.Details.Clear();
        target.Scrape(body, time, format);
        target.Error.ShouldBeNull();
        return target.Appender.Details;
    }
}

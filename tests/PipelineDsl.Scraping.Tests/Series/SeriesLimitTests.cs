namespace PipelineDsl.Scraping.Tests.Series;

public sealed class SeriesLimitTests
{
    private readonly SeriesTableHarness _target = new(
        SeriesTableHarness.NewContext(options: options => options with { Limits = new ScrapeLimits { Series = 2 } }));

    [Fact]
    public void Series_that_were_there_go_on_and_new_ones_take_room_that_comes_free()
    {
        Names("a 1\nb 1\nc 1\n").ShouldBe(["a", "b"]);
        Names("c 1\nb 1\na 1\n").ShouldBe(["b", "a"]);
        // The room of a is free once it has vanished.
        Names("c 1\nb 1\n").ShouldBe(["b", "a stale"]);
        Names("c 1\nb 1\n").ShouldBe(["c", "b"]);
        Names("c 1\nb 1\n").ShouldBe(["c", "b"]);
        Names("a 1\nc 1\nb 1\n").ShouldBe(["c", "b"]);
        _target.Counts.LeftOut.ShouldBe(1);
        _target.Appender.Definitions.ShouldBe(3);
    }

    [Fact]
    public void A_scrape_that_fails_takes_no_room()
    {
        Names("a 1\nb 1\noops\n").ShouldBeEmpty();
        Names("c 1\nd 1\n").ShouldBe(["c", "d"]);
    }

    [Fact]
    public void Lines_with_labels_of_known_series_are_no_new_series()
    {
        Names("a{x=\"1\",y=\"2\"} 1\nb 1\n").ShouldBe(["a", "b"]);
        Names("a{y=\"2\",x=\"1\"} 1\nb 1\n").ShouldBe(["a", "b"]);
    }

    private List<string> Names(string body) =>
        [.. _target.Scrape(body, 1000 * (_target.Appender.Commits.Count + 1)).Select(s => s.Split('"')[1] + (s.Contains("stale", StringComparison.Ordinal) ? " stale" : ""))];
}

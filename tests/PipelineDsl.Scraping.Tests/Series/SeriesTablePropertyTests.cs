using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Series;

namespace PipelineDsl.Scraping.Tests.Series;

public sealed class SeriesTablePropertyTests
{
    private static readonly string[] s_series =
    [
        "m", "m{}", "m {a=\"1\"}", "m{a=\"1\"}", "m{a=\"2\"}", "m{a=\"1\",b=\"2\"}", "m{b=\"2\",a=\"1\"}", "{\"m\",a=\"3\"}",
        "h_bucket{le=\"1\"}", "h_bucket{le=\"1.0\"}", "h_bucket{le=\"+Inf\"}", "drop_me", "drop_me{a=\"1\"}", "n", "n{same=\"x\"}", "n{same=\"y\"}",
    ];

    private static readonly string[] s_comments =
        ["# TYPE h histogram\n", "# TYPE h gauge\n", "# HELP m About m\n", "# HELP m Otherwise\n", "\n", "# anything\n"];

    private static readonly string[] s_values = ["0", "1", "-2.5", "1e3", "NaN", "+Inf", "0.1", "123456789012345678901", " 7"];

    private static readonly string[] s_openMetrics =
    [
        "# TYPE h histogram\n", "# TYPE h gauge\n", "# HELP m About m\n", "m 1\n", "m 2\n", "m{} 3\n", "m{a=\"1\"} 1\n", "m{a=\"1\",b=\"2\"} 2\n",
        "m{b=\"2\",a=\"1\"} 3\n", "m{a=\"2\"} NaN 5.5\n", "m{a=\"2\"} 1 17.25\n", "h_bucket{le=\"1\"} 1 # {id=\"1\"} 2\n",
        "h_bucket{le=\"1\"} 2 # {id=\"2\"} 2 3\n", "h_bucket{le=\"1.0\"} 1 8 # {id=\"3\"} 2\n", "drop_me 1\n", "n{same=\"x\"} 1e3\n", "n{same=\"y\"} .5\n",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OpenMetrics_scrapes_do_too(bool honorTimestamps)
    {
        SeriesContext context = SeriesTableHarness.NewContext(
            honorTimestamps: honorTimestamps, rules: rules => rules.Drop(Metric.Name, "drop_me").LabelDrop("same"), labels: [("job", "j")]);
        Gen<string> line = Gen.Frequency((40, Gen.Elements(s_openMetrics)), (1, Gen.Elements("m 1 \n", "oops\n", "m 1 # x\n", "# EOF\n")));
        Prop.ForAll(Bodies(line).ToArbitrary(), bodies => Agree([.. bodies.Select(b => b + "# EOF\n")], context, ExpositionFormat.OpenMetrics))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Scrapes_come_to_what_parsing_each_from_scratch_comes_to(bool honorTimestamps)
    {
        SeriesContext context = SeriesTableHarness.NewContext(
            honorTimestamps: honorTimestamps,
            rules: rules => rules.Drop(Metric.Name, "drop_me").LabelDrop("same"),
            labels: [("job", "j"), ("a", "target")]);
        Prop.ForAll(Bodies(Line()).ToArbitrary(), bodies => Agree([.. bodies.Select(b => b + '\n')], context, ExpositionFormat.Text)).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    [Fact]
    public void So_they_do_when_series_with_timestamps_are_tracked()
    {
        SeriesContext context = SeriesTableHarness.NewContext(
            rules: rules => rules.Drop(Metric.Name, "drop_me").LabelDrop("same"), options: options => options with { TrackTimestampsStaleness = true });
        Prop.ForAll(Bodies(Line()).ToArbitrary(), bodies => Agree([.. bodies.Select(b => b + '\n')], context, ExpositionFormat.Text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void So_they_do_when_they_are_read_entry_by_entry(bool honorTimestamps)
    {
        // Without a histogram in it a body is read so, and nothing is converted.
        SeriesContext context = SeriesTableHarness.NewContext(
            honorTimestamps: honorTimestamps,
            rules: rules => rules.Drop(Metric.Name, "drop_me").LabelDrop("same"),
            options: options => options with { Histograms = new HistogramOptions { ConvertClassicToNhcb = true } },
            labels: [("job", "j"), ("a", "target")]);
        Gen<string> line = Line().Where(line => !line.Contains("histogram", StringComparison.Ordinal));
        Prop.ForAll(Bodies(line).ToArbitrary(), bodies => Agree([.. bodies.Select(b => b + '\n')], context, ExpositionFormat.Text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static void Agree(List<string> bodies, SeriesContext context, ExpositionFormat format)
    {
        var table = new SeriesTableHarness(context);
        var naive = new NaiveTarget(context);
        for (int i = 0; i < bodies.Count; i++)
        {
            long time = 10_000 * (i + 1);
            byte[] body = Encoding.UTF8.GetBytes(bodies[i]);
            List<string> expected = naive.Scrape(body, format, time);
            List<string> actual = table.Scrape(body, time, format);
            Sorted(actual).ShouldBe(Sorted(expected), $"scrape {i} of {string.Join("\n---\n", bodies)}");
        }
    }

    // Stale markers have no order among each other; samples do.
    private static IEnumerable<string> Sorted(List<string> samples) => samples
        .Where(s => !s.Contains(" stale ", StringComparison.Ordinal))
        .Concat(samples.Where(s => s.Contains(" stale ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    // A body and what becomes of it: values change, lines come, go and move; now and then it is broken.
    private static Gen<List<string>> Bodies(Gen<string> line) =>
        from start in line.ListOf()
        from edits in Edit(line).NonEmptyListOf()
        select Apply([.. start], edits);

    private static List<string> Apply(List<string> lines, IEnumerable<Func<List<string>, List<string>>> edits)
    {
        var bodies = new List<string> { string.Concat(lines) };
        foreach (Func<List<string>, List<string>> edit in edits)
        {
            lines = edit(lines);
            bodies.Add(string.Concat(lines));
        }

        return bodies;
    }

    private static Gen<Func<List<string>, List<string>>> Edit(Gen<string> lines) => Gen.Frequency(
        (4, from value in Gen.Elements(s_values) from every in Gen.Choose(1, 3) select Change(value, every)),
        (3, from line in lines from at in Gen.Choose(0, 20) select Insert(line, at)),
        (3, from at in Gen.Choose(0, 20) from count in Gen.Choose(1, 4) select Remove(at, count)),
        (2, from shuffle in Gen.Choose(1, 1000) select Shuffle(shuffle)),
        (1, Gen.Constant<Func<List<string>, List<string>>>(body => [.. body, "oops\n"])),
        (1, Gen.Constant<Func<List<string>, List<string>>>(body => [.. body.Where(l => l != "oops\n")])),
        (1, Gen.Constant<Func<List<string>, List<string>>>(_ => [])));

    private static Func<List<string>, List<string>> Change(string value, int every) =>
        lines => [.. lines.Select((line, i) => i % every == 0 && IsPlain(line) ? $"{line[..line.LastIndexOf(' ')]} {value}\n" : line)];

    private static bool IsPlain(string line) => line.Length > 1 && !line.StartsWith('#') && line != "oops\n";

    private static Func<List<string>, List<string>> Insert(string line, int at) =>
        lines => [.. lines.Take(at), line, .. lines.Skip(at)];

    private static Func<List<string>, List<string>> Remove(int at, int count) =>
        lines => [.. lines.Take(at), .. lines.Skip(at + count)];

    private static Func<List<string>, List<string>> Shuffle(int seed) => lines =>
    {
        string[] shuffled = [.. lines];
        new Random(seed).Shuffle(shuffled);
        return [.. shuffled];
    };

    private static Gen<string> Line() => Gen.Frequency(
        (2, Gen.Elements(s_comments)),
        (10, from series in Gen.Elements(s_series) from value in Gen.Elements(s_values) select $"{series} {value}\n"),
        (2, from series in Gen.Elements(s_series)
            from value in Gen.Elements(s_values)
            from time in Gen.Choose(0, 80)
            select $"{series} {value} {time * 1000}\n"));
}

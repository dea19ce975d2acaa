using PipelineDsl.Runtime;
using System.Runtime.CompilerServices;
using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Series;

namespace PipelineDsl.Scraping.Tests.Series;

public sealed class LineTableTests
{
    [Fact]
    public void A_line_takes_twelve_bytes() => Unsafe.SizeOf<KeptLine>().ShouldBe(12);

    [Fact]
    public void Targets_with_the_same_lines_share_them_until_one_changes()
    {
        SampleLine[] lines = [.. Enumerable.Range(0, 100).Select(i => new SampleLine { Hash = (ulong)i, Series = i, Length = 7, Kind = MetricKind.Gauge })];
        var shared = new SharedLines();
        LineTable[] tables = [new(), new(), new()];
        foreach (LineTable table in tables)
        {
            table.Replace(lines);
            table.Share(shared);
        }

        AreSame(tables[0], tables[1]).ShouldBeTrue();
        lines[50].Hash = 1000;
        tables[1].Replace(lines);
        tables[1].Kept[50].Hash.ShouldBe(1000ul);
        tables[0].Kept[50].Hash.ShouldBe(50ul);
        AreSame(tables[0], tables[2]).ShouldBeTrue();

        // What changed waits for a scrape that is the same.
        tables[2].Replace(lines);
        tables[1].Share(shared);
        tables[2].Share(shared);
        AreSame(tables[1], tables[2]).ShouldBeFalse();
        tables[1].Share(shared);
        tables[2].Share(shared);
        AreSame(tables[1], tables[2]).ShouldBeTrue();
    }

    [Fact]
    public void Lines_that_only_look_alike_are_not_shared()
    {
        var shared = new SharedLines();
        LineTable[] tables = [new(), new()];
        for (int i = 0; i < tables.Length; i++)
        {
            tables[i].Replace([new SampleLine { Hash = 1, Series = i, Length = 7, Kind = MetricKind.Gauge }]);
            tables[i].Share(shared);
        }

        AreSame(tables[0], tables[1]).ShouldBeFalse();
    }

    [Fact]
    public void Lines_come_back_as_they_were()
    {
        int[] numbers = [0, 1, SampleLine.Dropped, 2, 7, 8, SampleLine.Dropped, 3, 3, 4];
        SampleLine[] lines =
        [
            .. numbers.Select((number, i) => new SampleLine
            {
                Hash = (ulong)i, Series = number, Length = (ushort)(i * 3), Kind = MetricKind.Gauge, Flags = i == 8 ? LineFlags.Duplicate : LineFlags.None,
            }),
        ];
        var table = new LineTable();
        table.Replace(lines.AsSpan(0, 3));
        table.Replace(lines);
        var back = new List<SampleLine>();
        foreach (SampleLine line in table)
        {
            back.Add(line);
        }

        back.ShouldBe(lines);
        // Only where the numbers do not follow on each other.
        table.Jumps.ToArray().ShouldBe([7, 3, 3]);
    }

    private static bool AreSame(LineTable some, LineTable other) => Unsafe.AreSame(in some.Kept[0], in other.Kept[0]);
}

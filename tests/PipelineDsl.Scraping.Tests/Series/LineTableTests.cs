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
}

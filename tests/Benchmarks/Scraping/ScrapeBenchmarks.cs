using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using PipelineDsl.Relabeling;
using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Series;

namespace PipelineDsl.Benchmarks;

/// <summary>A scrape of a target whose 2,000 series are where they were: what a sample costs is a 2,000th of it.</summary>
public class ScrapeBenchmarks
{
    private const int Series = 2_000;

    private byte[][] _bodies = [];
    private ExpositionFormat _format;
    private SeriesTable _table = null!;
    private SampleSink _sink = null!;
    private ScrapeWorkspace _workspace = null!;
    private int _scrapes;

    /// <summary>Text, OpenMetrics with an exemplar at every twentieth sample, or protobuf.</summary>
    [Params("Text", "OpenMetrics", "Protobuf")]
    public string Format { get; set; } = "Text";

    [GlobalSetup]
    public void Setup()
    {
        _format = Enum.Parse<ExpositionFormat>(Format);
        _bodies = [Body(1), Body(2)];
        _table = new SeriesTable(new SeriesContext(LabelSet.Of(("job", "j"), ("instance", "i:1")), ScrapeOptions.Default, RuleChain.Empty), []);
        _sink = new SampleSink([new Total()]);
        _workspace = new ScrapeWorkspace();
        Scrape();
        Scrape();
    }

    [Benchmark]
    public int Scrape()
    {
        _table.Append(_bodies[_scrapes % 2], _format, ++_scrapes, _sink, _workspace, out ScrapeCounts counts);
        _sink.Commit();
        return counts.Scraped;
    }

    private byte[] Body(int scrape)
    {
        if (_format == ExpositionFormat.Protobuf)
        {
            return [.. Enumerable.Range(0, Series / 20).SelectMany(family => ProtobufFamily(family, scrape))];
        }

        var text = new StringBuilder();
        for (int i = 0; i < Series; i++)
        {
            if (i % 20 == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"# HELP http_requests_{i / 20}_total Made for benchmarks.\n# TYPE http_requests_{i / 20}_total counter\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"http_requests_{i / 20}_total{{code=\"200\",method=\"GET\",path=\"/api/v1/items/{i % 20}\"}} {(i * 17) + scrape}");
            text.Append(_format == ExpositionFormat.OpenMetrics && i % 20 == 0 ? " # {trace_id=\"0af7651916cd43dd8448eb211c80319c\"} 0.25 1700000000.5\n" : "\n");
        }

        return Encoding.UTF8.GetBytes(text.Append(_format == ExpositionFormat.OpenMetrics ? "# EOF\n" : "\n").ToString());
    }

    private static byte[] ProtobufFamily(int family, int scrape)
    {
        byte[] head = [.. Field(1, Encoding.UTF8.GetBytes($"http_requests_{family}_total")), .. Field(2, "Made for benchmarks."u8), 0x18, 0];
        byte[] message =
        [
            .. head,
            .. Enumerable.Range(0, 20).SelectMany(i => Field(4, [
                .. Label("code", "200"), .. Label("method", "GET"), .. Label("path", $"/api/v1/items/{i}"),
                .. Field(3, [0x09, .. BitConverter.GetBytes((double)((i * 17) + scrape))])])),
        ];
        return [.. Length(message.Length), .. message];
    }

    private static byte[] Label(string name, string value) => Field(1, [.. Field(1, Encoding.UTF8.GetBytes(name)), .. Field(2, Encoding.UTF8.GetBytes(value))]);

    private static byte[] Field(int number, ReadOnlySpan<byte> content) => [(byte)((number << 3) | 2), .. Length(content.Length), .. content];

    private static byte[] Length(int length) => length < 0x80 ? [(byte)length] : [(byte)(length | 0x80), .. Length(length >> 7)];
}

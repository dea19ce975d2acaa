using BenchmarkDotNet.Attributes;
using PipelineDsl.Relabeling;
using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Series;

namespace PipelineDsl.Benchmarks;

/// <summary>The same body, read for the first time and again: with each sample's name, labels and value, and by the lines of the scrape before.</summary>
public class ExpositionBenchmarks
{
    private readonly ExpositionWorkspace _workspace = new();
    private readonly ScrapeWorkspace _scraping = new();
    private readonly SampleSink _sink = new([new Total()]);
    private byte[][] _bodies = [];
    private ExpositionFormat _format;
    private SeriesTable _table = null!;
    private int _scrapes;

    /// <summary>Text or OpenMetrics.</summary>
    [Params("Text", "OpenMetrics")]
    public string Format { get; set; } = "Text";

    /// <summary>The length of the body in bytes.</summary>
    public int Length => _bodies[0].Length;

    [GlobalSetup]
    public void Setup()
    {
        _format = Enum.Parse<ExpositionFormat>(Format);
        _bodies = [AllTypesBody.Write(_format, 1), AllTypesBody.Write(_format, 2)];
        _table = new SeriesTable(new SeriesContext(LabelSet.Of(("job", "j"), ("instance", "i:1")), ScrapeOptions.Default, RuleChain.Empty), []);
        Match();
        Match();
    }

    /// <summary>Where each name, label and value stands.</summary>
    [Benchmark]
    public int Parse()
    {
        var parser = new ExpositionParser(_bodies[0], _format, _workspace.LabelSlices, _workspace.ExemplarSlices);
        int parts = 0;
        while (parser.MoveToSample())
        {
            parts += parser.Name.Length + parser.Labels.Length;
        }

        return parser.Error is null ? parts : throw new InvalidOperationException(parser.Error.Message);
    }

    /// <summary>The same, and the labels as they are meant: copied, without escapes.</summary>
    [Benchmark]
    public int ParseLabels()
    {
        var parser = new ExpositionParser(_bodies[0], _format, _workspace.LabelSlices, _workspace.ExemplarSlices);
        int parts = 0;
        while (parser.MoveToSample())
        {
            parser.CopyLabels(_workspace.Labels);
            parts += _workspace.Labels.Bytes.Length;
        }

        return parts;
    }

    /// <summary>A scrape of a target that exposes what it did before, with other values.</summary>
    [Benchmark]
    public int Match()
    {
        _table.Append(_bodies[_scrapes % 2], _format, ++_scrapes, _sink, _scraping, out ScrapeCounts counts);
        _sink.Commit();
        return counts.Scraped;
    }
}

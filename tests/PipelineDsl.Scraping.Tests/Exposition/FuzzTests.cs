using System.Buffers;
using System.Globalization;
using PipelineDsl.Conformance;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Tests.Exposition;

/// <summary>Damaged bodies of every format, read to the end with everything that can be asked of a reader.</summary>
/// <remarks>EXPOSITION_FUZZ_COUNT sets how many, EXPOSITION_FUZZ_SEED which ones.</remarks>
public sealed class FuzzTests
{
    private const long MaxAllocated = 4 << 20;

    private readonly ExpositionWorkspace _workspace = new();
    private readonly ArrayBufferWriter<byte> _text = new();

    [Fact]
    public void Damaged_bodies_end_in_the_end_or_an_error()
    {
        int count = Setting("EXPOSITION_FUZZ_COUNT", 20_000);
        int seed = Setting("EXPOSITION_FUZZ_SEED", 1);
        var fuzzer = new BodyFuzzer(seed, ExpositionCase.Load(Path.Combine(AppContext.BaseDirectory, "conformance", "exposition.jsonl")));
        var outcomes = new Dictionary<(ExpositionFormat, bool), int>();
        for (int i = 0; i < count; i++)
        {
            (ExpositionFormat format, ExpositionOptions options, byte[] body) = fuzzer.Next();
            try
            {
                bool isValid = Read(format, options, body);
                outcomes[(format, isValid)] = outcomes.GetValueOrDefault((format, isValid)) + 1;
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"body {i} of seed {seed}, {format}, {options}: {Convert.ToBase64String(body)}", error);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{outcomes.Values.Sum()} bodies of seed {seed}: {string.Join(", ", outcomes)}");

        // A fuzzer whose bodies all fail at once, or not at all, tests little.
        outcomes.Count.ShouldBe(6, string.Join(", ", outcomes));
        outcomes.Values.ShouldAllBe(bodies => bodies > count / 200);
    }

    private bool Read(ExpositionFormat format, ExpositionOptions options, byte[] body)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var reader = new ExpositionReader(body, format, options, _workspace);
        int entries = 0;
        while (reader.MoveNext())
        {
            (++entries).ShouldBeLessThanOrEqualTo((4 * body.Length) + 16, "entries without end");
            Take(ref reader);
        }

        reader.MoveNext().ShouldBeFalse();
        reader.Error?.Describe(body).Length.ShouldBeLessThan(1000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MaxAllocated);
        return reader.Error is null;
    }

    private void Take(ref ExpositionReader reader)
    {
        if (reader.Entry is not (ExpositionEntry.Sample or ExpositionEntry.Histogram))
        {
            _text.ResetWrittenCount();
            reader.WriteText(_text);
            return;
        }

        (reader.Histogram is not null).ShouldBe(reader.Entry == ExpositionEntry.Histogram);
        SampleLabels labels = reader.Labels;
        labels.TryGet("__name__"u8, out _).ShouldBeTrue();
        reader.FindCreated();
        int exemplars = 0;
        while (reader.TryTakeExemplar(out Exemplar? exemplar))
        {
            exemplar.Labels.ShouldNotBeNull();
            (++exemplars).ShouldBeLessThan(100_000, "exemplars without end");
        }

        if (reader.Histogram is { } histogram)
        {
            Length(histogram.PositiveSpans).ShouldBe(histogram.PositiveDeltas.Length + histogram.PositiveCounts.Length);
            Length(histogram.NegativeSpans).ShouldBe(histogram.NegativeDeltas.Length + histogram.NegativeCounts.Length);
        }
    }

    private static long Length(IEnumerable<HistogramSpan> spans) => spans.Sum(span => (long)span.Length);

    private static int Setting(string name, int fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}

using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Tests.Exposition;

/// <summary>What the conformance cases do not ask of created timestamps.</summary>
public sealed class CreatedTests
{
    [Fact]
    public void They_are_found_for_a_line_that_was_sought()
    {
        ReadOnlySpan<byte> body = "# TYPE m counter\nm_total{a=\"1\"} 1\nm_created{a=\"1\"} 2\nm_total{a=\"2\"} 3\nm_created{a=\"2\"} 4\n# EOF\n"u8;
        var parser = new ExpositionParser(body, ExpositionFormat.OpenMetrics, new LabelSlices(), new LabelSlices(), new CreatedLine());
        parser.Seek(body.IndexOf("m_total{a=\"2\"}"u8), MetricKind.Counter);
        parser.MoveToSample().ShouldBeTrue();
        parser.Value.ShouldBe(3);
        parser.FindCreated().ShouldBe(4000);
    }

    [Fact]
    public void A_malformed_line_ahead_is_an_error_when_it_comes_and_not_before()
    {
        ReadOnlySpan<byte> body = "# TYPE m counter\nm_total 1\nm_total{a=\"1\"} 1 # {!} 1\nm_created 2\n# EOF\n"u8;
        var reader = new ExpositionReader(body, ExpositionFormat.OpenMetrics, new ExpositionOptions { ReadCreated = true }, new ExpositionWorkspace());
        reader.MoveNext().ShouldBeTrue();
        reader.MoveNext().ShouldBeTrue();
        reader.Value.ShouldBe(1);
        reader.FindCreated().ShouldBe(0);
        reader.MoveNext().ShouldBeFalse();
        reader.Error.ShouldNotBeNull();
    }

    [Fact]
    public void Labels_and_exemplars_of_the_sample_outlive_the_look_ahead()
    {
        ReadOnlySpan<byte> body = "# TYPE m counter\nm_total{a=\"1\"} 1 # {t=\"x\"} 9\nm_created{a=\"1\"} 2 # {t=\"y\"} 8\n# EOF\n"u8;
        var reader = new ExpositionReader(body, ExpositionFormat.OpenMetrics, new ExpositionOptions { ReadCreated = true }, new ExpositionWorkspace());
        reader.MoveNext().ShouldBeTrue();
        reader.MoveNext().ShouldBeTrue();
        reader.FindCreated().ShouldBe(2000);
        reader.Labels.TryGet("a"u8, out _).ShouldBeTrue();
        reader.TryTakeExemplar(out Runtime.Exemplar? exemplar).ShouldBeTrue();
        exemplar.ShouldBe(new Runtime.Exemplar(LabelSet.Of(("t", "x")), 9, null));
        reader.TryTakeExemplar(out _).ShouldBeFalse();
        reader.MoveNext().ShouldBeFalse();
        reader.Error.ShouldBeNull();
    }
}

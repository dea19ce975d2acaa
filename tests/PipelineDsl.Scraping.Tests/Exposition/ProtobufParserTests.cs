using System.Text;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Tests.Exposition;

public sealed class ProtobufParserTests
{
    private const int Counter = 0;
    private const int Histogram = 4;

    private static ProtobufText Native => new ProtobufText().Message(
        7, new ProtobufText().Varint(1, 3).Message(12, new ProtobufText().ZigZag(1, 1).Varint(2, 2)).ZigZag(13, 1).ZigZag(13, 1));

    private static ProtobufText Classic => new ProtobufText().Message(
        7, new ProtobufText().Varint(1, 3).Double(2, 4.5).Message(3, new ProtobufText().Varint(1, 2).Double(2, 0.5)));

    [Fact]
    public void Native_and_classic_histograms_may_follow_each_other_in_any_order()
    {
        string[] native = ["m schema=0 count=3"];
        string[] classic = ["m_count 3", "m_sum 4.5", "m_bucket{le=0.5} 2", "m_bucket{le=+Inf} 3"];
        Read(ProtobufText.Family("m", Histogram, Native, Classic, Native).Delimited(), ExpositionOptions.Default).ShouldBe([.. native, .. classic, .. native]);
        Read(ProtobufText.Family("m", Histogram, Classic, Native, Classic).Delimited(), ExpositionOptions.Default).ShouldBe([.. classic, .. native, .. classic]);
        Read(ProtobufText.Family("m", Histogram, Classic, Native).Delimited(), new ExpositionOptions { ConvertClassicHistograms = true })
            .ShouldBe(["m schema=-53 count=3", .. native]);
    }

    [Fact]
    public void A_value_in_two_messages_is_one_value() =>
        Read(ProtobufText.Family("m", Histogram, new ProtobufText().Message(7, new ProtobufText().Varint(1, 3)).Message(7, new ProtobufText().Double(2, 4.5))).Delimited(), ExpositionOptions.Default)
            .ShouldBe(["m_count 3", "m_sum 4.5", "m_bucket{le=+Inf} 3"]);

    [Fact]
    public void An_error_says_at_which_byte()
    {
        byte[] body = [.. ProtobufText.Family("ok", Counter, new ProtobufText()).Delimited(), .. new ProtobufText().Varint(1, 5).Delimited()];
        ProtobufParser parser = Parse(body, ExpositionOptions.Default);
        while (parser.MoveNext())
        {
        }

        parser.Error.ShouldNotBeNull().Describe(body).ShouldBe($"byte {body.Length}: field 1 has the wire type 0 instead of 2");
        parser.MoveNext().ShouldBeFalse();
    }

    [Fact]
    public void Samples_of_one_series_have_the_same_bytes_and_others_do_not()
    {
        ProtobufText first = Labelled(("a", "bc"));
        ProtobufText second = Labelled(("ab", "c"));
        byte[] body = ProtobufText.Family("m", Counter, first, second, first).Delimited();
        ProtobufParser parser = Parse(body, ExpositionOptions.Default);
        var series = new List<string>();
        while (parser.MoveNext())
        {
            if (parser.Entry == ExpositionEntry.Sample)
            {
                series.Add(Convert.ToHexString(parser.Labels.Bytes));
            }
        }

        series.Count.ShouldBe(3);
        series[0].ShouldBe(series[2]);
        series[0].ShouldNotBe(series[1]);
    }

    [Fact]
    public void Samples_cost_no_memory()
    {
        ProtobufText summary = Labelled(("a", "1")).Message(4, new ProtobufText().Varint(1, 3).Message(3, new ProtobufText().Double(1, 0.99).Double(2, 7)));
        byte[] body =
        [
            .. ProtobufText.Family("c_total", Counter, Labelled(("a", "1"), ("b", "2")), Labelled(("a", "2"))).Delimited(),
            .. ProtobufText.Family("s", 2, summary).Delimited(),
            .. ProtobufText.Family("h", Histogram, Classic, Classic).Delimited(),
        ];
        var workspace = new ExpositionWorkspace();
        Count(body, workspace).ShouldBe(13);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Count(body, workspace);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static int Count(byte[] body, ExpositionWorkspace workspace)
    {
        var reader = new ExpositionReader(body, ExpositionFormat.Protobuf, ExpositionOptions.Default, workspace);
        int samples = 0;
        while (reader.MoveNext())
        {
            samples += reader.Entry == ExpositionEntry.Sample && reader.Labels.Bytes.Length > 0 ? 1 : 0;
        }

        return samples;
    }

    private static ProtobufParser Parse(byte[] body, ExpositionOptions options) => new(body, options, new ProtobufWorkspace());

    private static List<string> Read(byte[] body, ExpositionOptions options)
    {
        ProtobufParser parser = Parse(body, options);
        var entries = new List<string>();
        while (parser.MoveNext())
        {
            if (parser.Entry is not (ExpositionEntry.Sample or ExpositionEntry.Histogram))
            {
                continue;
            }

            parser.Labels.TryGet("__name__"u8, out ReadOnlySpan<byte> name).ShouldBeTrue();
            string boundary = parser.Labels.TryGet("le"u8, out ReadOnlySpan<byte> le) ? $"{{le={Encoding.UTF8.GetString(le)}}}" : "";
            entries.Add(Encoding.UTF8.GetString(name) + boundary + (parser.Histogram is { } histogram
                ? $" schema={histogram.Schema} count={histogram.Count}"
                : string.Create(System.Globalization.CultureInfo.InvariantCulture, $" {parser.Value}")));
        }

        parser.Error.ShouldBeNull();
        return entries;
    }

    private static ProtobufText Labelled(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var metric = new ProtobufText();
        foreach ((string name, string value) in labels)
        {
            metric.Message(1, new ProtobufText().String(1, name).String(2, value));
        }

        return metric;
    }
}

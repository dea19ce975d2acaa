using System.Text;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Tests.Exposition;

/// <summary>Bodies made to exhaust a reader. Each is refused, at the cost of a few megabytes at most.</summary>
public sealed class HostileBodyTests
{
    private const int Huge = 100_000_000;
    private const long MaxAllocated = 16 << 20;

    private static readonly Dictionary<string, (ExpositionFormat Format, Func<byte[]> Body, string Error)> s_bodies = new(StringComparer.Ordinal)
    {
        ["line of 100 MB, text"] = (ExpositionFormat.Text, () => Text("m{a=\"", "a", Huge, "\"} 1\n"), "longer than"),
        ["line of 100 MB, OpenMetrics"] = (ExpositionFormat.OpenMetrics, () => Text("m{a=\"", "a", Huge, "\"} 1\n# EOF\n"), "longer than"),
        ["name of 100 MB"] = (ExpositionFormat.Text, () => Text("", "a", Huge, " 1\n"), "longer than"),
        ["value of 100 MB"] = (ExpositionFormat.Text, () => Text("m ", "1", Huge, "x\n"), "not a number"),
        ["10 million labels, text"] = (ExpositionFormat.Text, () => Text("m{", "a=\"\",", 10_000_000, "} 1\n"), "more than 16384 labels"),
        ["10 million labels, OpenMetrics"] = (ExpositionFormat.OpenMetrics, () => Text("m{", "a=\"\",", 10_000_000, "} 1\n"), "more than 16384 labels"),
        ["10 million labels, exemplar"] = (ExpositionFormat.OpenMetrics, () => Text("m 1 # {", "a=\"\",", 10_000_000, "} 1\n"), "more than 16384 labels"),
        ["exemplar of 100 MB"] = (ExpositionFormat.OpenMetrics, () => Text("m 1 # {a=\"", "a", Huge, "\"} 1\n"), "longer than"),
        ["50 million escapes"] = (ExpositionFormat.Text, () => Text("m{a=\"", "\\\\", Huge / 2, "\"} 1\n"), "longer than"),
        ["quote that does not end"] = (ExpositionFormat.Text, () => Text("m{a=\"", "a\n", Huge / 2, ""), "label value in quotes"),
        ["50 million blank lines"] = (ExpositionFormat.Text, () => Text("", "\n", Huge / 2, "!\n"), "expected a metric name"),
        ["message of 2^34 bytes"] = (ExpositionFormat.Protobuf, () => new ProtobufText().Number(1UL << 34).Bytes, "17179869184 bytes"),
        ["message of 2^63 bytes"] = (ExpositionFormat.Protobuf, () => new ProtobufText().Number(1UL << 63).Bytes, "bytes"),
        ["field of 2^63 bytes"] = (ExpositionFormat.Protobuf, () => new ProtobufText().Number((4 << 3) | 2).Number(1UL << 63).Delimited(), "9223372036854775808 bytes"),
        ["number without end"] = (ExpositionFormat.Protobuf, () => Filled(0xff, 1000), "more than 10 bytes"),
        ["groups of a known field 10 million deep"] = (ExpositionFormat.Protobuf, () => new ProtobufText().Length(4, Filled(0x0b, 10_000_000)).Delimited(), "the group 1 does not end"),
        ["unknown groups 10 million deep"] = (ExpositionFormat.Protobuf, () => new ProtobufText().Length(4, Filled(0x7b, 10_000_000)).Delimited(), "the group 15 does not end"),
        ["name of 10 MB, protobuf"] = (ExpositionFormat.Protobuf, () => ProtobufText.Family(new string('a', 10_000_000), 0, new ProtobufText()).Delimited(), "too long"),
        ["1 million labels, protobuf"] = (ExpositionFormat.Protobuf, () => OneMetric(1, 1_000_000, new ProtobufText().String(1, "a")), "more than 16384 labels"),
        ["labels of 10 MB, protobuf"] = (ExpositionFormat.Protobuf, () => OneMetric(1, 10_000, new ProtobufText().String(1, "a").String(2, new string('b', 1000))), "longer than"),
        ["1 million buckets"] = (ExpositionFormat.Protobuf, () => OneHistogram(3, 1_000_000, new ProtobufText()), "more than 65536"),
        ["1 million spans"] = (ExpositionFormat.Protobuf, () => OneHistogram(12, 1_000_000, new ProtobufText()), "more than 65536"),
        ["1 million exemplars"] = (ExpositionFormat.Protobuf, () => OneHistogram(16, 1_000_000, new ProtobufText()), "more than 65536"),
        ["10 million packed deltas"] = (ExpositionFormat.Protobuf, () => Histogram(new ProtobufText().Length(13, Filled(2, 10_000_000))), "more than 65536"),
        ["1 million packed counts"] = (ExpositionFormat.Protobuf, () => Histogram(new ProtobufText().Length(14, Filled(2, 8_000_000))), "more than 65536"),
        ["span of 2^32 buckets"] = (ExpositionFormat.Protobuf, () => OneHistogram(12, 3, new ProtobufText().Varint(2, uint.MaxValue)), "12884901885 buckets"),
        ["long labels on many buckets"] = (ExpositionFormat.Protobuf, () => Expanding(), "more than 16777216"),
    };

    public static TheoryData<string> Bodies => [.. s_bodies.Keys];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_hostile_body_is_refused_at_bounded_memory(string name)
    {
        (ExpositionFormat format, Func<byte[]> make, string error) = s_bodies[name];
        byte[] body = make();
        var options = new ExpositionOptions { ReadCreated = true, ConvertClassicHistograms = true, KeepClassicHistograms = true };
        long before = GC.GetAllocatedBytesForCurrentThread();
        var reader = new ExpositionReader(body, format, options, new ExpositionWorkspace());
        while (reader.MoveNext())
        {
            _ = reader.Entry is ExpositionEntry.Sample ? reader.Labels.Count : 0;
        }

        reader.Error.ShouldNotBeNull().Describe(body).ShouldContain(error);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MaxAllocated);
    }

    [Fact]
    public void Samples_without_created_lines_are_each_looked_at_twice_at_most()
    {
        // Looking ahead anew for every sample would not end.
        byte[] body = Text("# TYPE m counter\n", "m_total 1\n", 1_000_000, "# EOF\n");
        var reader = new ExpositionReader(body, ExpositionFormat.OpenMetrics, new ExpositionOptions { ReadCreated = true }, new ExpositionWorkspace());
        int samples = 0;
        while (reader.MoveNext())
        {
            reader.FindCreated().ShouldBe(0);
            samples++;
        }

        reader.Error.ShouldBeNull();
        samples.ShouldBe(1_000_001);
    }

    [Fact]
    public void Buckets_may_come_in_any_order_and_any_number_is_sorted_once()
    {
        var text = new StringBuilder("# TYPE m histogram\n");
        for (int i = 60_000; i > 0; i--)
        {
            text.Append("m_bucket{le=\"").Append(i).Append("\"} ").Append(i).Append('\n');
        }

        var reader = new ExpositionReader(
            Encoding.UTF8.GetBytes(text.ToString()), ExpositionFormat.Text, new ExpositionOptions { ConvertClassicHistograms = true }, new ExpositionWorkspace());
        reader.MoveNext().ShouldBeTrue();
        reader.MoveNext().ShouldBeTrue();
        reader.Histogram.ShouldNotBeNull().CustomValues.Length.ShouldBe(60_000);
    }

    private static byte[] Text(string start, string repeated, int count, string end)
    {
        byte[] part = Encoding.UTF8.GetBytes(repeated);
        byte[] body = new byte[start.Length + (part.Length * count) + end.Length];
        Encoding.UTF8.GetBytes(start, body);
        Span<byte> middle = body.AsSpan(start.Length, part.Length * count);
        part.CopyTo(middle);
        for (int filled = part.Length; filled < middle.Length; filled *= 2)
        {
            middle[..Math.Min(filled, middle.Length - filled)].CopyTo(middle[filled..]);
        }

        Encoding.UTF8.GetBytes(end, body.AsSpan(start.Length + middle.Length));
        return body;
    }

    private static byte[] Filled(byte value, int count)
    {
        byte[] bytes = new byte[count];
        bytes.AsSpan().Fill(value);
        return bytes;
    }

    private static byte[] OneMetric(int field, int count, ProtobufText part) => ProtobufText.Family("m", 1, Repeated(field, count, part)).Delimited();

    private static byte[] OneHistogram(int field, int count, ProtobufText part) => Histogram(Repeated(field, count, part));

    private static byte[] Histogram(ProtobufText histogram) => ProtobufText.Family("m", 4, new ProtobufText().Message(7, histogram)).Delimited();

    private static byte[] Expanding() => ProtobufText.Family(
        "m", 4, new ProtobufText().Message(1, new ProtobufText().String(1, "a").String(2, new string('b', 1000))).Message(7, Repeated(3, 60_000, new ProtobufText())))
        .Delimited();

    private static ProtobufText Repeated(int field, int count, ProtobufText part)
    {
        var message = new ProtobufText();
        byte[] bytes = part.Bytes;
        for (int i = 0; i < count; i++)
        {
            message.Length(field, bytes);
        }

        return message;
    }
}

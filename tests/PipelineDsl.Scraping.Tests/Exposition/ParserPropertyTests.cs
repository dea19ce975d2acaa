using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Conformance;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Tests.Exposition;

public sealed class ParserPropertyTests
{
    private static readonly string[] s_fragments =
    [
        "m", "a_total", "{", "}", "=", ",", "\"", "\\", "\n", " ", "\t", "\0", "#", "# HELP ", "# TYPE ", "# EOF\n", " # {", "counter", "histogram",
        "1", "-", "+Inf", "NaN", "1e400", ".5", "é", "\"m\"", "a=\"1\"", "m 1\n", "m{a=\"1\"} 2 3\n",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_bytes_end_in_the_end_or_an_error(bool openMetrics)
    {
        ExpositionFormat format = openMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
        Prop.ForAll(Gen.Elements(s_fragments).ListOf().Select(f => string.Concat(f)).ToArbitrary(), text =>
        {
            JsonObject answer = ExpositionAnswer.Of(Encoding.UTF8.GetBytes(text), format, ExpositionOptions.Default);
            return answer["entries"]!.AsArray().Count <= text.Length
                && (answer["error"] is not { } error || error.GetValue<string>().StartsWith("line ", StringComparison.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void A_label_value_comes_back_as_it_was_escaped() =>
        Prop.ForAll(Gen.Elements('a', '\\', '"', '\n', 'n', ' ', '}', 'é').ListOf().Select(c => string.Concat(c)).ToArbitrary(), value =>
        {
            string escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            byte[] body = Encoding.UTF8.GetBytes($"m{{a=\"{escaped}\"}} 1\n# EOF\n");
            string expected = $"a={value}";
            return Unescaped(body, ExpositionFormat.Text) == expected && Unescaped(body, ExpositionFormat.OpenMetrics) == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Every_double_is_read_back_bit_by_bit() =>
        Prop.ForAll<long>(bits =>
        {
            double value = BitConverter.Int64BitsToDouble(bits * 0x9E3779B97F4A7C1);
            byte[] text = Encoding.UTF8.GetBytes(value.ToString("R", CultureInfo.InvariantCulture));
            return !double.IsFinite(value)
                || (SampleValue.TryParse(text, out double read) && BitConverter.DoubleToInt64Bits(read) == BitConverter.DoubleToInt64Bits(value));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Short_decimals_are_read_as_the_runtime_reads_them() =>
        Prop.ForAll(Gen.Choose(-999_999_999, 999_999_999).SelectMany(m => Gen.Choose(-30, 30).Select(e => (m, e))).ToArbitrary(), given =>
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{given.m / 1000.0}e{given.e}");
            return SampleValue.TryParse(Encoding.UTF8.GetBytes(text), out double value)
                && value.Equals(double.Parse(text, CultureInfo.InvariantCulture));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Integers_before_a_line_break_are_read_at_once() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).SelectMany(n => Gen.Choose(0, 9).Select(shift => n / (int)Math.Pow(10, shift))).ToArbitrary(), n =>
        {
            string text = n.ToString(CultureInfo.InvariantCulture);
            int length = SampleValue.ReadSimple(Encoding.UTF8.GetBytes(text + "\nnext line"), out double value);
            return length == text.Length && value.Equals(n);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("-1", "-1.0")]
    [InlineData("-0", "0.0")]
    [InlineData("1e6", "1e+06")]
    [InlineData("100000", "100000.0")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("1234567.5", "1.2345675e+06")]
    [InlineData("1_0", "10.0")]
    [InlineData("0x1p4", "16.0")]
    [InlineData("-0x1.8p-1", "-0.75")]
    [InlineData("inf", "+Inf")]
    [InlineData("nan", "NaN")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("0x1p-1074", "5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("1e400", null)]
    [InlineData("0x10", null)]
    [InlineData("1__0", null)]
    [InlineData("fast", null)]
    public void Boundaries_have_one_form(string text, string? expected)
    {
        byte[] destination = new byte[BoundaryText.MaxLength];
        bool isNumber = BoundaryText.TryNormalize(Encoding.UTF8.GetBytes(text), destination, out int written);
        (isNumber ? Encoding.UTF8.GetString(destination, 0, written) : null).ShouldBe(expected);
    }

    [Fact]
    public void An_error_names_the_line_and_shows_it()
    {
        ExpositionAnswer.Of("a 1\nb{x=\"1\"} oops\nc 2\n"u8.ToArray(), ExpositionFormat.Text, ExpositionOptions.Default)["error"]!.GetValue<string>()
            .ShouldBe("line 2: the value is not a number in range: b{x=\"1\"} oops");
    }

    private static string Unescaped(byte[] body, ExpositionFormat format)
    {
        var parser = new ExpositionParser(body, format, new LabelSlices(), new LabelSlices());
        parser.MoveToSample().ShouldBeTrue();
        LabelSlice label = parser.Labels[0];
        ReadOnlySpan<byte> value = parser.Slice(label.ValueStart, label.ValueEnd);
        byte[] unescaped = new byte[value.Length];
        return $"a={Encoding.UTF8.GetString(unescaped, 0, EscapedText.Unescape(value, unescaped))}";
    }
}

using System.Globalization;
using System.Text;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Tests.Exposition;

/// <summary>What the parser finds in a body, in the words of <see cref="ExpositionCase"/>.</summary>
internal static class ParsedBody
{
    public static (List<string> Entries, string? Error) Read(byte[] body, ExpositionFormat format)
    {
        byte[] bytes = format == ExpositionFormat.Text ? [.. body, (byte)'\n'] : body;
        var parser = new ExpositionParser(bytes, format, new LabelSlices(), new LabelSlices());
        var entries = new List<string>();
        while (parser.MoveNext())
        {
            entries.Add(parser.Entry == ExpositionEntry.Sample ? Sample(ref parser) : Other(ref parser, format));
        }

        return (entries, parser.Error?.Describe(bytes));
    }

    private static string Other(ref ExpositionParser parser, ExpositionFormat format)
    {
        string kind = parser.Entry.ToString().ToLowerInvariant();
        byte[] text = parser.Entry switch
        {
            ExpositionEntry.Type => Encoding.UTF8.GetBytes(parser.Kind.ToString().ToLowerInvariant()),
            ExpositionEntry.Help => Unescape(parser.Text, quotes: format == ExpositionFormat.OpenMetrics),
            _ => parser.Text.ToArray(),
        };
        string metric = parser.Entry == ExpositionEntry.Comment ? "" : Convert.ToHexString(parser.Name);
        return $"{kind} {metric} {Convert.ToHexString(text)}";
    }

    private static string Sample(ref ExpositionParser parser)
    {
        var labels = new List<(string, string)> { (ExpositionCase.Hex("__name__"), Convert.ToHexString(Unescape(parser.Name))) };
        foreach (LabelSlice label in parser.Labels)
        {
            byte[] name = Unescape(parser.Slice(label.NameStart, label.NameEnd));
            byte[] value = Unescape(parser.Slice(label.ValueStart, label.ValueEnd));
            byte[] boundary = new byte[BoundaryText.MaxLength];
            if (BoundaryText.IsBoundary(parser.Kind, name) && BoundaryText.TryNormalize(value, boundary, out int written))
            {
                value = boundary[..written];
            }

            labels.Add((Convert.ToHexString(name), Convert.ToHexString(value)));
        }

        string line = $"sample {ExpositionCase.Format(labels)} {Number(parser.Value)}{(parser.HasTimestamp ? $" @{parser.Timestamp}" : "")}";
        return parser.HasExemplar ? line + Exemplar(ref parser) : line;
    }

    private static string Exemplar(ref ExpositionParser parser)
    {
        var labels = new List<(string, string)>();
        foreach (LabelSlice label in parser.ExemplarLabels)
        {
            labels.Add((
                Convert.ToHexString(parser.Slice(label.NameStart, label.NameEnd)),
                Convert.ToHexString(parser.Slice(label.ValueStart, label.ValueEnd))));
        }

        string timestamp = parser.HasExemplarTimestamp ? $" @{parser.ExemplarTimestamp}" : "";
        return $" # {ExpositionCase.Format(labels)} {Number(parser.ExemplarValue)}{timestamp}";
    }

    private static byte[] Unescape(ReadOnlySpan<byte> text, bool quotes = true)
    {
        byte[] unescaped = new byte[text.Length];
        return unescaped[..EscapedText.Unescape(text, unescaped, quotes)];
    }

    // Go's shortest form: what the fixtures have.
    public static string Number(double value)
    {
        if (double.IsNaN(value))
        {
            return $"NaN:{BitConverter.DoubleToInt64Bits(value):x}";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "+Inf" : "-Inf";
        }

        return value.ToString("R", CultureInfo.InvariantCulture);
    }
}

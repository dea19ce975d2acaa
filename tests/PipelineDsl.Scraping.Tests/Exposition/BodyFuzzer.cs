using System.Globalization;
using PipelineDsl.Conformance;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Tests.Exposition;

/// <summary>Makes bodies that are nearly right: those of the conformance cases, damaged. The same seed makes the same bodies.</summary>
internal sealed class BodyFuzzer
{
    private const int MaxLength = 8192;

    private static readonly byte[][] s_textParts =
    [
        .. new[]
        {
            "{", "}", "=", ",", "\"", "\\", "\n", " ", "\t", "\0", "#", "# EOF\n", " # {", "\\\\", "\\n", "\\\"", "1e400", "NaN", "+Inf", "0x1p-2000", "1_0", "-0",
            "# TYPE m histogram\n", "# TYPE m counter\n", "# HELP m \\", "# UNIT m_s s\n", "m_bucket{le=\"1\"} 1\n", "m_bucket{le=\"+Inf\"} 2\n", "m_count 2\n", "m_sum 3\n",
            "m_created 4\n", "m_total 5 6 # {a=\"b\"} 7 8\n", "9223372036854775808", "\u00e9", "{\"m\"}", "le=\"1e6\"", "quantile=\"-0\"",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] s_binaryParts =
    [
        [0], [0xff], [0x80], [0x7f], [0x0b], [0x0c], [0xff, 0xff, 0xff, 0xff, 0x0f], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], [0x62, 0x02, 0x10, 0x05], [0x6a, 0x02, 0x02, 0x02], [0x1a, 0x00], [0x3a, 0x00],
        [0x39, 0, 0, 0, 0, 0, 0, 0xf0, 0x7f], [0x22, 0x02, 0x3a, 0x00],
    ];

    private readonly (ExpositionFormat Format, byte[] Body)[] _bodies;
    private readonly Random _random;

    public BodyFuzzer(int seed, IEnumerable<ExpositionCase> cases)
    {
        _random = new Random(seed);
        _bodies = [.. cases.Select(one => (FormatOf(one), one.Body)).Where(one => one.Body.Length <= MaxLength)];
    }

    public (ExpositionFormat Format, ExpositionOptions Options, byte[] Body) Next()
    {
        (ExpositionFormat format, byte[] original) = _bodies[_random.Next(_bodies.Length)];
        var body = new List<byte>(original);
        bool isGentle = _random.Next(3) == 0;
        for (int left = _random.Next(1, 8); left > 0; left--)
        {
            if (isGentle)
            {
                Rearrange(body, format);
            }
            else
            {
                Damage(body, format);
            }
        }

        // The text format's parser wants a line break at the end.
        if (format == ExpositionFormat.Text)
        {
            body.Add((byte)'\n');
        }

        int bits = _random.Next(16);
        var options = new ExpositionOptions
        {
            ReadCreated = (bits & 1) != 0,
            ConvertClassicHistograms = (bits & 2) != 0,
            KeepClassicHistograms = (bits & 4) != 0,
            IgnoreNativeHistograms = (bits & 8) != 0,
        };
        return (format, options, [.. body]);
    }

    private static ExpositionFormat FormatOf(ExpositionCase one) =>
        ContentType.TryChoose(one.ContentType, ExpositionFormat.Text, out ExpositionFormat format, out _, acceptsProtobuf: true) ? format : ExpositionFormat.Text;

    // Leaves lines and messages whole, so that what stands between them is tried too.
    private void Rearrange(List<byte> body, ExpositionFormat format)
    {
        if (format == ExpositionFormat.Protobuf)
        {
            (ExpositionFormat otherFormat, byte[] other) = _bodies[_random.Next(_bodies.Length)];
            if (otherFormat == format && body.Count < MaxLength * 2)
            {
                body.InsertRange(_random.Next(2) * body.Count, other);
            }

            return;
        }

        int start = LineStart(body, _random.Next(body.Count + 1));
        int end = body.IndexOf((byte)'\n', start) + 1;
        if (end == 0 || (end == body.Count && format == ExpositionFormat.OpenMetrics))
        {
            return;
        }

        List<byte> line = body.GetRange(start, end - start);
        int digit = line.FindIndex(c => c is >= (byte)'0' and <= (byte)'9');
        switch (_random.Next(3))
        {
            case 0:
                body.RemoveRange(start, line.Count);
                break;
            case 1 when body.Count < MaxLength * 2:
                body.InsertRange(LineStart(body, _random.Next(body.Count)), line);
                break;
            case 2 when digit >= 0:
                body[start + digit] = (byte)('0' + _random.Next(10));
                break;
        }
    }

    private static int LineStart(List<byte> body, int at) => at == 0 ? 0 : body.LastIndexOf((byte)'\n', at - 1) + 1;

    private void Damage(List<byte> body, ExpositionFormat format)
    {
        byte[][] parts = format == ExpositionFormat.Protobuf ? s_binaryParts : s_textParts;
        int at = _random.Next(body.Count + 1);
        int length = _random.Next(Math.Min(body.Count - at, 64) + 1);
        switch (_random.Next(8))
        {
            case 0 when at < body.Count:
                body[at] = (byte)_random.Next(256);
                break;
            case 1 when at < body.Count:
                body[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 2:
                body.RemoveRange(at, length);
                break;
            case 3:
                body.RemoveRange(at, body.Count - at);
                break;
            case 4 when body.Count < MaxLength * 2:
                body.InsertRange(_random.Next(body.Count + 1), body.GetRange(at, length));
                break;
            case 5 when body.Count < MaxLength * 2:
                byte[] other = _bodies[_random.Next(_bodies.Length)].Body;
                int start = _random.Next(other.Length + 1);
                body.InsertRange(at, other[start..(start + _random.Next(Math.Min(other.Length - start, 256) + 1))]);
                break;
            case 6 when at < body.Count && body[at] is >= (byte)'0' and <= (byte)'9':
                body.InsertRange(at, System.Text.Encoding.ASCII.GetBytes(_random.NextInt64().ToString(CultureInfo.InvariantCulture)));
                break;
            default:
                body.InsertRange(at, parts[_random.Next(parts.Length)]);
                break;
        }
    }
}

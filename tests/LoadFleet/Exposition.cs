using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace LoadFleet;

/// <summary>What targets expose: bodies made beforehand in turn, a third of whose values differ from one to the next.</summary>
internal sealed class Exposition
{
    private const int Bodies = 16;
    private const int SeriesPerFamily = 20;

    private readonly byte[][] _bodies = new byte[Bodies][];

    /// <param name="seed">What its values depend on.</param>
    /// <param name="series">How many series it has.</param>
    /// <param name="isCompressed">Whether the bodies are compressed with gzip.</param>
    public Exposition(int seed, int series, bool isCompressed)
    {
        var random = new Random(seed);
        long[] values = [.. Enumerable.Range(0, series).Select(_ => random.NextInt64(1_000_000))];
        for (int body = 0; body < Bodies; body++)
        {
            var text = new StringBuilder();
            for (int i = 0; i < series; i++)
            {
                if (random.Next(3) == 0)
                {
                    values[i] += random.Next(1000);
                }

                Append(text, i, values[i]);
            }

            byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
            _bodies[body] = isCompressed ? Compress(bytes) : bytes;
        }
    }

    /// <summary>How many of a target's series the benchmarks' rules keep.</summary>
    /// <param name="rules">The name of the rules.</param>
    /// <param name="series">How many series there are.</param>
    public static int Kept(string rules, int series) => Enumerable.Range(0, series).Count(i => (i / SeriesPerFamily % 7, rules) switch
    {
        (not 0, "seed") => false,
        (1 or 2, "typical") => false,
        _ => true,
    });

    public ReadOnlyMemory<byte> this[int turn] => _bodies[(turn & int.MaxValue) % Bodies];

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(body);
        }

        return compressed.ToArray();
    }

    private static void Append(StringBuilder text, int i, long value)
    {
        int family = i / SeriesPerFamily;
        // One family in seven is of the application, as in `processor.*`; some are what the usual drop rules are for.
        string name = (family % 7) switch
        {
            0 => $"processor_items_{family}_total",
            1 => $"go_memory_class_{family}_bytes",
            2 => $"process_resource_{family}_total",
            _ => $"http_server_requests_{family}_total",
        };
        if (i % SeriesPerFamily == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} Made for load tests.\n# TYPE {name} counter\n");
        }

        int part = i % SeriesPerFamily;
        text.Append(CultureInfo.InvariantCulture, $"{name}{{code=\"{(part % 5 + 1) * 100 + part % 3}\",method=\"GET\",path=\"/api/v1/items/{part}\",tenant=\"t{part % 4}\"}} {value}\n");
    }
}

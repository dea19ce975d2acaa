using System.Globalization;
using System.Text;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Benchmarks;

/// <summary>A body as large applications expose it: 1,857 series in 237 families of all types, 13 % of the values with an exponent, 7 % with a fraction.</summary>
internal static class AllTypesBody
{
    public const int Series = 1_857;

    private const int Families = 237;
    private static readonly string[] s_boundaries = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "+Inf"];

    /// <summary>Writes the body of a scrape. A third of its values are not those of the one before.</summary>
    public static byte[] Write(ExpositionFormat format, int scrape)
    {
        var text = new StringBuilder();
        int series = 0;
        for (int family = 0; family < Families; family++)
        {
            bool isHistogram = family % 6 == 0;
            string name = $"component_{family % 17}_{(isHistogram ? "request_duration_seconds" : "operations")}_{family}";
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} What component {family % 17} did since its start.\n# TYPE {name} {(isHistogram ? "histogram" : "gauge")}\n");
            for (int i = 0; i < (isHistogram ? 2 : family < 35 ? 5 : 4); i++)
            {
                string labels = $"method=\"{(i % 2 == 0 ? "GET" : "LIST")}\",path=\"/api/v1/items/{i}\",tenant=\"team-{family % 9}\"";
                if (!isHistogram)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{{{labels}}} {Value(series++, scrape)}\n");
                    continue;
                }

                foreach (string boundary in s_boundaries)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels},le=\"{boundary}\"}} {Value(series++, scrape)}\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"{name}_sum{{{labels}}} {Value(series++, scrape)}\n{name}_count{{{labels}}} {Value(series++, scrape)}\n");
            }
        }

        return series == Series
            ? Encoding.UTF8.GetBytes(text.Append(format == ExpositionFormat.OpenMetrics ? "# EOF\n" : "\n").ToString())
            : throw new InvalidOperationException($"The body has {series} series.");
    }

    private static string Value(int series, int scrape)
    {
        int number = (series * 7919 % 100_000) + (series % 3 == 0 ? scrape : 0);
        return (series % 100) switch
        {
            < 13 => string.Create(CultureInfo.InvariantCulture, $"1.{number:D6}e+09"),
            < 20 => string.Create(CultureInfo.InvariantCulture, $"{number}.25"),
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
    }
}

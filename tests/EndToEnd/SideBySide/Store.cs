using System.Globalization;
using PipelineDsl.EndToEnd.RemoteRead;
using PipelineDsl.Runtime;

namespace PipelineDsl.EndToEnd.SideBySide;

/// <summary>What a store holds, told by scrapes instead of by times: two scrapers do not scrape at the same moments.</summary>
/// <remarks>
/// What Prometheus does by accident is left out of the comparison. It ends series that it never began, or ended before: such markers say nothing. And if
/// a body is refused, series before the fault get no marker, those behind it do, and only the first of several such scrapes counts their new series:
/// we end all of them, and each scrape counts what it found.
/// </remarks>
internal static class Store
{
    /// <summary>Tells what is stored of the first scrapes.</summary>
    /// <param name="series">What a store holds.</param>
    /// <param name="scrapes">How many scrapes of the target with a path count.</param>
    /// <param name="start">Explicit timestamps are told from here on, in milliseconds.</param>
    /// <returns>For each series, by its labels: at which scrape it has which value, or a stale marker.</returns>
    public static SortedDictionary<string, string> Describe(IReadOnlyList<TimeSeries> series, Func<string, int> scrapes, long start)
    {
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (IGrouping<string, TimeSeries> target in series.GroupBy(s => Label(s, "path")))
        {
            long[] instants = [.. target.Where(s => Label(s, "__name__") == "up").SelectMany(s => s.Samples)
                .Where(s => !StaleMarker.IsStale(s.Value)).Select(s => s.Timestamp).Order()];
            foreach (TimeSeries one in target)
            {
                string samples = string.Join(' ', Describe(one, instants, target.Key, scrapes(target.Key), start));
                if (samples.Length > 0)
                {
                    told[string.Join(',', one.Labels.Select(l => $"{l.Name}={l.Value}").Order(StringComparer.Ordinal))] = samples;
                }
            }
        }

        return told;
    }

    private static IEnumerable<string> Describe(TimeSeries series, long[] instants, string path, int scrapes, long start)
    {
        bool hasEnded = true;
        foreach (Sample sample in series.Samples)
        {
            bool isStale = StaleMarker.IsStale(sample.Value);
            int scrape = Array.BinarySearch(instants, sample.Timestamp);
            bool isOfLaterScrape = scrape >= scrapes;
            if (isOfLaterScrape || (isStale && (hasEnded || Scripts.IsRefused(path, scrape))))
            {
                continue;
            }

            hasEnded = isStale;
            if (Label(series, "__name__") == "scrape_series_added" && Scripts.IsRefused(path, scrape))
            {
                continue;
            }

            // How long a scrape takes is not the same for two.
            string value = isStale ? "stale"
                : Label(series, "__name__") == "scrape_duration_seconds" ? "some"
                : sample.Value.ToString("R", CultureInfo.InvariantCulture);
            // The end of a target comes when its scraper sees fit.
            yield return scrape >= 0 ? $"{scrape}:{value}"
                : isStale ? sample.Timestamp > instants[^1] ? "end:stale" : "?:stale"
                : $"{sample.Timestamp - start} ms:{value}";
        }
    }

    private static string Label(TimeSeries series, string name) => series.Labels.FirstOrDefault(l => l.Name == name)?.Value ?? "";
}

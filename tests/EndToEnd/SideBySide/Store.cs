using System.Globalization;
using System.Text.Json.Nodes;
using PipelineDsl.Testing.RemoteWrite;
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
            long[] instants = Instants(target);
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

    /// <summary>Tells which exemplars are stored of the first scrapes.</summary>
    /// <param name="exemplars">What <c>/api/v1/query_exemplars</c> answered.</param>
    /// <param name="series">What the store holds else.</param>
    /// <param name="scrapes">How many scrapes of the target with a path count.</param>
    /// <returns>For each series, by its labels: at which scrape, or which time of its own, it has which exemplar.</returns>
    public static SortedDictionary<string, string> DescribeExemplars(JsonNode exemplars, IReadOnlyList<TimeSeries> series, Func<string, int> scrapes)
    {
        var instants = series.GroupBy(s => Label(s, "path")).ToDictionary(target => target.Key, Instants, StringComparer.Ordinal);
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonNode? one in exemplars["data"]!.AsArray())
        {
            JsonObject labels = one!["seriesLabels"]!.AsObject();
            string path = (string)labels["path"]!;
            told[string.Join(',', labels.Select(l => $"{l.Key}={l.Value}").Order(StringComparer.Ordinal))] = string.Join(' ',
                from exemplar in one["exemplars"]!.AsArray()
                let time = (long)Math.Round((double)exemplar!["timestamp"]! * 1000)
                let scrape = Array.BinarySearch(instants[path], time)
                where scrape < scrapes(path)
                select $"{(scrape >= 0 ? $"{scrape}" : $"{time} ms")}:{exemplar["labels"]!.ToJsonString()} {exemplar["value"]}");
        }

        return told;
    }

    // When a target was scraped.
    private static long[] Instants(IEnumerable<TimeSeries> target) =>
        [.. target.Where(s => Label(s, "__name__") == "up").SelectMany(s => s.Samples).Where(s => !StaleMarker.IsStale(s.Value)).Select(s => s.Timestamp).Order()];

    private static IEnumerable<string> Describe(TimeSeries series, long[] instants, string path, int scrapes, long start)
    {
        bool hasEnded = true;
        foreach ((long timestamp, bool isStale, string text) in Points(series))
        {
            int scrape = Array.BinarySearch(instants, timestamp);
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
                : text;
            // The end of a target comes when its scraper sees fit.
            yield return scrape >= 0 ? $"{scrape}:{value}"
                : isStale ? timestamp > instants[^1] ? "end:stale" : "?:stale"
                : $"{timestamp - start} ms:{value}";
        }
    }

    // A series may be numbers for a while and then histograms.
    private static IEnumerable<(long Timestamp, bool IsStale, string Text)> Points(TimeSeries series) =>
        series.Samples.Select(sample => (sample.Timestamp, StaleMarker.IsStale(sample.Value), sample.Value.ToString("R", CultureInfo.InvariantCulture)))
            .Concat(series.Histograms.Select(histogram => (histogram.Timestamp, StaleMarker.IsStale(histogram.Sum), Describe(histogram))))
            .OrderBy(point => point.Timestamp);

    private static string Describe(Histogram histogram)
    {
        Histogram timeless = histogram.Clone();
        timeless.Timestamp = 0;
        return timeless.ToString();
    }

    private static string Label(TimeSeries series, string name) => series.Labels.FirstOrDefault(l => l.Name == name)?.Value ?? "";
}

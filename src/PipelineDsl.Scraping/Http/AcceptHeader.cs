using System.Globalization;
using System.Text;

namespace PipelineDsl.Scraping.Http;

/// <summary>Asks for formats as Prometheus does: each weighs a tenth less than the one before, anything weighs least.</summary>
internal static class AcceptHeader
{
    /// <summary>Writes the header.</summary>
    public static string Write(ScrapeOptions options)
    {
        string escaping = options.EffectiveEscaping switch
        {
            NameEscaping.Underscores => "underscores",
            NameEscaping.Dots => "dots",
            NameEscaping.Values => "values",
            _ => "allow-utf-8",
        };
        int weight = options.EffectiveProtocols.Count + 1;
        var header = new StringBuilder();
        foreach (ScrapeProtocol protocol in options.EffectiveProtocols)
        {
            header.Append(MediaType(protocol, escaping)).Append(CultureInfo.InvariantCulture, $";q=0.{weight--},");
        }

        return header.Append(CultureInfo.InvariantCulture, $"*/*;q=0.{weight}").ToString();
    }

    // Only the newest text formats know of escaping.
    private static string MediaType(ScrapeProtocol protocol, string escaping) => protocol switch
    {
        ScrapeProtocol.PrometheusProto => "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited",
        ScrapeProtocol.OpenMetricsText100 => $"application/openmetrics-text;version=1.0.0;escaping={escaping}",
        ScrapeProtocol.OpenMetricsText001 => "application/openmetrics-text;version=0.0.1",
        ScrapeProtocol.PrometheusText100 => $"text/plain;version=1.0.0;escaping={escaping}",
        _ => "text/plain;version=0.0.4",
    };
}

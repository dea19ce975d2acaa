namespace PipelineDsl.Scraping.Series;

/// <summary>A series by which scrapes report on themselves.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value for a scrape.</param>
internal sealed record ReportValue(string Name, Func<ScrapeReport, double> Value)
{
    private static readonly ReportValue[] s_always =
    [
        new("up", report => report.IsUp ? 1 : 0),
        new("scrape_duration_seconds", report => report.Duration.TotalSeconds),
        new("scrape_samples_scraped", report => report.Counts.Scraped),
        new("scrape_samples_post_metric_relabeling", report => report.Counts.Relabeled),
        new("scrape_series_added", report => report.Counts.Added),
    ];

    /// <summary>The series of a job, in Prometheus' order; those of the limit on series are named as vmagent names them.</summary>
    public static IEnumerable<ReportValue> For(ScrapeOptions options)
    {
        ScrapeLimits limits = options.Limits;
        ReportValue[] extra =
        [
            new("scrape_timeout_seconds", report => report.Timeout.TotalSeconds),
            new("scrape_sample_limit", _ => limits.Samples),
            new("scrape_body_size_bytes", report => report.BodySize),
        ];
        ReportValue[] series =
        [
            new("scrape_series_current", report => report.Series),
            new("scrape_series_limit", _ => limits.Series),
            new("scrape_series_limit_samples_dropped", report => report.Counts.LeftOut),
        ];
        return [.. s_always, .. options.ExtraMetrics ? extra : [], .. limits.Series > 0 ? series : []];
    }
}

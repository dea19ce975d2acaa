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

    private static readonly ReportValue[] s_extra =
    [
        new("scrape_timeout_seconds", report => report.Timeout.TotalSeconds),
        new("scrape_sample_limit", report => report.Limits.Samples),
        new("scrape_body_size_bytes", report => report.BodySize),
    ];

    private static readonly ReportValue[] s_series =
    [
        new("scrape_series_current", report => report.Series),
        new("scrape_series_limit", report => report.Limits.Series),
        new("scrape_series_limit_samples_dropped", report => report.Counts.LeftOut),
    ];

    // Shared by all targets.
    private static readonly ReportValue[][] s_all =
        [s_always, [.. s_always, .. s_extra], [.. s_always, .. s_series], [.. s_always, .. s_extra, .. s_series]];

    /// <summary>The series of a job, in Prometheus' order; those of the limit on series are named as vmagent names them.</summary>
    public static ReportValue[] For(ScrapeOptions options) => s_all[(options.ExtraMetrics ? 1 : 0) + (options.Limits.Series > 0 ? 2 : 0)];
}

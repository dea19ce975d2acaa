namespace PipelineDsl.Testing;

/// <summary>How a test's scrape is made.</summary>
public sealed record ScrapeTestOptions
{
    /// <summary>Whether the text is OpenMetrics. The default value is <see langword="false"/>: Prometheus' text format.</summary>
    public bool OpenMetrics { get; init; }

    /// <summary>Whether <c>up</c> and the other series that report on the scrape are added, through the rules, as a running pipeline adds them.
    /// The default value is <see langword="false"/>. Series of these names that the text exposes give way to them in either case.</summary>
    public bool ReportSeries { get; init; }

    /// <summary>When the scrape is made. The default value is the first moment of 2026 (UTC).</summary>
    public DateTimeOffset Time { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}

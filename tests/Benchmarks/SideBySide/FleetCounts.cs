namespace PipelineDsl.Benchmarks;

/// <summary>What a fleet counted.</summary>
/// <param name="Scrapes">The answers of targets.</param>
/// <param name="Scraped">The samples in them.</param>
/// <param name="Received">The samples received.</param>
/// <param name="Stale">The stale markers among them.</param>
/// <param name="Reports">The samples among them that report on scrapes.</param>
/// <param name="Bytes">The compressed bodies of requests.</param>
internal sealed record FleetCounts(long Scrapes, long Scraped, long Received, long Stale, long Reports, long Bytes)
{
    /// <summary>The samples received that targets exposed.</summary>
    public long Exposed => Received - Stale - Reports;

    public static FleetCounts operator -(FleetCounts now, FleetCounts before) => new(
        now.Scrapes - before.Scrapes, now.Scraped - before.Scraped, now.Received - before.Received, now.Stale - before.Stale,
        now.Reports - before.Reports, now.Bytes - before.Bytes);
}

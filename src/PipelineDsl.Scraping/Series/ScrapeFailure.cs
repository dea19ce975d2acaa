namespace PipelineDsl.Scraping.Series;

/// <summary>Why a scrape failed as a whole.</summary>
/// <param name="Reason">One word for metrics.</param>
/// <param name="Message">The cause, for operators.</param>
internal sealed record ScrapeFailure(string Reason, string Message);

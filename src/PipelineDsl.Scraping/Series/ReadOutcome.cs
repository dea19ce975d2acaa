namespace PipelineDsl.Scraping.Series;

/// <summary>What came of reading a body.</summary>
/// <param name="Counts">What came of its samples.</param>
/// <param name="Failure">Why the scrape fails, if it does.</param>
/// <param name="HasChanged">Whether its lines are not those of the last scrape, one by one.</param>
/// <param name="Created">A hash of what its lines say that tell since when others count; 0 if there are none.</param>
internal readonly record struct ReadOutcome(ScrapeCounts Counts, ScrapeFailure? Failure, bool HasChanged, ulong Created);

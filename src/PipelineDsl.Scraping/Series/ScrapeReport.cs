namespace PipelineDsl.Scraping.Series;

/// <summary>What a scrape says about itself.</summary>
internal readonly record struct ScrapeReport
{
    public required bool IsUp { get; init; }

    public required TimeSpan Duration { get; init; }

    public required ScrapeCounts Counts { get; init; }

    /// <summary>The longest the scrape might have taken.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How much the scrape might have brought.</summary>
    public required ScrapeLimits Limits { get; init; }

    /// <summary>Bytes of the body after decompression; -1 if there were more than allowed.</summary>
    public required long BodySize { get; init; }

    /// <summary>Series that have a number.</summary>
    public required int Series { get; init; }
}

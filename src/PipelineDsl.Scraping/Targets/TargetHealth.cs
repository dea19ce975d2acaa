namespace PipelineDsl.Scraping;

/// <summary>How the last scrape of a target went.</summary>
public enum TargetHealth
{
    /// <summary>The target was not scraped yet.</summary>
    Unknown,

    /// <summary>The last scrape succeeded.</summary>
    Up,

    /// <summary>The last scrape failed.</summary>
    Down,
}

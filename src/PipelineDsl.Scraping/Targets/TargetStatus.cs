namespace PipelineDsl.Scraping;

/// <summary>An active target at one moment.</summary>
public sealed record TargetStatus
{
    /// <summary>The labels its series get.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>What is scraped.</summary>
    public required Uri Url { get; init; }

    /// <summary>Time between two scrapes.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The longest a scrape may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How the last scrape went. The default value is <see cref="TargetHealth.Unknown"/>.</summary>
    public TargetHealth Health { get; init; }

    /// <summary>Why the last scrape failed; <see langword="null"/> if it did not.</summary>
    public string? LastError { get; init; }

    /// <summary>When the last scrape began; <see langword="null"/> if there was none.</summary>
    public DateTimeOffset? LastScrape { get; init; }

    /// <summary>How long the last scrape took.</summary>
    public TimeSpan LastDuration { get; init; }

    /// <summary>How many samples the last scrape read.</summary>
    public int LastSamples { get; init; }

    /// <summary>How many samples of the last scrape were left out since <see cref="ScrapeLimits.Series"/> had no room for their series.</summary>
    public int LastLeftOut { get; init; }
}

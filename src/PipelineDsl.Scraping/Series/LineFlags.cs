namespace PipelineDsl.Scraping.Series;

/// <summary>What is known of a line beyond its series.</summary>
[Flags]
internal enum LineFlags : byte
{
    None = 0,

    /// <summary>Another line before it has the same labels: its samples are dropped.</summary>
    Duplicate = 1,

    /// <summary>It brought its own timestamp.</summary>
    Timestamped = 2,

    /// <summary>It gets no stale marker.</summary>
    Untracked = 4,

    /// <summary>It is a series beyond the limit, kept out until there is room.</summary>
    LeftOut = 8,

    /// <summary>Of a kept line: it has a series, the one after that of the line before.</summary>
    HasSeries = 16,

    /// <summary>Of a kept line: its series is another than the next one.</summary>
    Jump = 32,

    /// <summary>Its series is one of native histograms, which ends with a histogram.</summary>
    Histogram = 64,

    /// <summary>It says in a text since when other series count.</summary>
    Created = 128,
}

namespace PipelineDsl.Scraping.Series;

/// <summary>What is known of a line beyond its series.</summary>
[Flags]
internal enum LineFlags : byte
{
    None = 0,

    /// <summary>Another line before it has the same labels: its samples are dropped.</summary>
    Duplicate = 1,

    /// <summary>It brought its own timestamp: it gets no stale marker.</summary>
    Timestamped = 2,
}

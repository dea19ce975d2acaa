namespace PipelineDsl;

/// <summary>How much a scrape may bring. For each limit, 0 is no limit, which is the default value.</summary>
/// <remarks>A scrape over a limit fails as a whole, as in Prometheus; only <see cref="Series"/> keeps what was known before.</remarks>
public sealed record ScrapeLimits
{
    /// <summary>No limits.</summary>
    public static ScrapeLimits None { get; } = new();

    /// <summary>Bytes of a body, after decompression.</summary>
    public long BodySize { get; init; }

    /// <summary>Samples of a scrape that the metric rules keep.</summary>
    public long Samples { get; init; }

    /// <summary>Labels of a series.</summary>
    public long Labels { get; init; }

    /// <summary>Bytes of a label's name.</summary>
    public long LabelNameLength { get; init; }

    /// <summary>Bytes of a label's value.</summary>
    public long LabelValueLength { get; init; }

    /// <summary>Targets of a job that the rules keep; with more, all of the job's scrapes fail.</summary>
    public long Targets { get; init; }

    /// <summary>Series of a target. Series beyond it are left out and counted, those that were there before go on, and <c>up</c> stays 1.</summary>
    public long Series { get; init; }

    /// <summary>Buckets of a native histogram; one with more is made coarser until it fits.</summary>
    public long NativeHistogramBuckets { get; init; }

    /// <summary>Dropped targets that are remembered for display; 0 is 1,000.</summary>
    public long KeepDroppedTargets { get; init; }
}

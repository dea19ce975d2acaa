namespace PipelineDsl;

/// <summary>Which of a target's histograms are taken, and as what.</summary>
public sealed record HistogramOptions
{
    /// <summary>The options where nothing was said.</summary>
    public static HistogramOptions Default { get; } = new();

    /// <summary>Whether native histograms are scraped; protobuf is then asked for first. The default value is <see langword="false"/>.</summary>
    public bool ScrapeNative { get; init; }

    /// <summary>Whether the classic buckets of a histogram are taken too when it has native ones. The default value is <see langword="false"/>.</summary>
    public bool AlwaysScrapeClassic { get; init; }

    /// <summary>Whether classic histograms become native ones with custom buckets. The default value is <see langword="false"/>.</summary>
    public bool ConvertClassicToNhcb { get; init; }

    /// <summary>The least growth from one bucket of a native histogram to the next; finer ones are made coarser. The default value is 0: any.</summary>
    public double MinBucketFactor { get; init; }
}

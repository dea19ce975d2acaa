namespace PipelineDsl.Scraping.Exposition;

/// <summary>What a single series may cost, whatever the limits of the scrape are. Beyond it the body is refused.</summary>
/// <remarks>Prometheus has no such limits. These lie far above what any storage takes; they bound the memory a hostile target can claim.</remarks>
internal static class ExpositionLimits
{
    /// <summary>Labels of a series or an exemplar.</summary>
    public const int MaxLabels = 16_384;

    /// <summary>Bytes of a series' name and labels as exposed.</summary>
    public const int MaxSeriesLength = 1 << 20;

    /// <summary>Bytes of a protobuf family's name, which every one of its series repeats.</summary>
    public const int MaxFamilyNameLength = 4096;

    /// <summary>Bytes of the names and labels of all series that a single protobuf metric stands for: a short message can mean a lot of text.</summary>
    public const int MaxExpandedLength = 16 << 20;

    /// <summary>Buckets, quantiles, spans or exemplars, of each as many, in a summary or a histogram.</summary>
    public const int MaxParts = 65_536;
}

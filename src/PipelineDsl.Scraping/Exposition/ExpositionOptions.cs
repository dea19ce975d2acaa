namespace PipelineDsl.Scraping.Exposition;

/// <summary>What is made of a body besides its plain samples.</summary>
internal sealed record ExpositionOptions
{
    /// <summary>Every option at its default value.</summary>
    public static ExpositionOptions Default { get; } = new();

    /// <summary>
    /// Whether <c>_created</c> series of OpenMetrics text are no samples but say when others began. Protobuf always says so. The default value
    /// is <see langword="false"/>.
    /// </summary>
    public bool ReadCreated { get; init; }

    /// <summary>Whether <c>_created</c> series of OpenMetrics text are samples even if <see cref="ReadCreated"/> is set. The default value is <see langword="false"/>.</summary>
    public bool KeepCreatedLines { get; init; }

    /// <summary>Whether classic histograms become native ones with custom buckets. The default value is <see langword="false"/>.</summary>
    public bool ConvertClassicHistograms { get; init; }

    /// <summary>
    /// Whether the classic series of a histogram that is native too, or was converted, are samples as well. The default value is
    /// <see langword="false"/>.
    /// </summary>
    public bool KeepClassicHistograms { get; init; }

    /// <summary>Whether histograms are read as classic ones even if they are native. The default value is <see langword="false"/>.</summary>
    public bool IgnoreNativeHistograms { get; init; }
}

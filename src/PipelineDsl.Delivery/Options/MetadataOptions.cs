namespace PipelineDsl.Delivery;

/// <summary>How a destination is told the type, unit and help text of metrics: Prometheus' <c>metadata_config</c>.</summary>
public sealed class MetadataOptions
{
    /// <summary>Whether metadata is sent. The default value is <see langword="true"/>.</summary>
    public bool Send { get; set; } = true;

    /// <summary>How often the metadata of all metrics is sent with remote write 1.0; with 2.0 every series carries its own. The default value
    /// is 1 minute.</summary>
    public TimeSpan SendInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The most metrics that one request of 1.0 tells of. The default value is 2000.</summary>
    public int MaxSamplesPerSend { get; set; } = 2_000;

    internal MetadataOptions Copy() => (MetadataOptions)MemberwiseClone();
}

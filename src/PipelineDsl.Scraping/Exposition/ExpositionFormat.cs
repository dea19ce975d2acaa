namespace PipelineDsl.Scraping.Exposition;

/// <summary>How a scrape body is written.</summary>
internal enum ExpositionFormat : byte
{
    /// <summary>Prometheus' text format, 0.0.4 or 1.0.0.</summary>
    Text,

    /// <summary>OpenMetrics text, 0.0.1 or 1.0.0.</summary>
    OpenMetrics,

    /// <summary>Protobuf messages, each behind its length.</summary>
    Protobuf,
}

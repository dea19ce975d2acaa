namespace PipelineDsl.Scraping.Exposition;

/// <summary>What a TYPE line says.</summary>
internal enum MetricKind : byte
{
    Unknown,
    Counter,
    Gauge,
    Histogram,
    GaugeHistogram,
    Summary,
    Info,
    StateSet,
}

using System.Diagnostics.CodeAnalysis;

namespace PipelineDsl.Runtime;

/// <summary>The type of a metric; the numbers are those of remote write 2.0.</summary>
[SuppressMessage("Design", "CA1028", Justification = "One is kept for each line of each target.")]
public enum MetricKind : byte
{
    /// <summary>Not told.</summary>
    Unknown,

    /// <summary>A count that only grows.</summary>
    Counter,

    /// <summary>A value that goes up and down.</summary>
    Gauge,

    /// <summary>Observations in buckets.</summary>
    Histogram,

    /// <summary>Observations in buckets that may shrink.</summary>
    GaugeHistogram,

    /// <summary>Observations as quantiles.</summary>
    Summary,

    /// <summary>Labels that tell something, with the value 1.</summary>
    Info,

    /// <summary>One of several states.</summary>
    StateSet,
}

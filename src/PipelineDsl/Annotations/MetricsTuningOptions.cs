using PipelineDsl.Discovery;

namespace PipelineDsl;

/// <summary>Which metrics of annotated targets are kept. <c>up</c> and the other series that report on the scrape always are.</summary>
public sealed record MetricsTuningOptions
{
    /// <summary>All metrics.</summary>
    public static MetricsTuningOptions Default { get; } = new();

    /// <summary>Names or patterns (RE2, for the whole name) of the metrics that are kept. The default value is empty: all.</summary>
    public ValueList<string> IncludeMetrics { get; init; } = [];

    /// <summary>Names or patterns (RE2, for the whole name) of metrics that are dropped, even if included. The default value is empty: none.</summary>
    public ValueList<string> ExcludeMetrics { get; init; } = [];
}

namespace PipelineDsl;

/// <summary>An exposition format, by Prometheus' name for it.</summary>
public enum ScrapeProtocol
{
    /// <summary>Delimited protobuf, the only one with native histograms.</summary>
    PrometheusProto,

    /// <summary>OpenMetrics 1.0.0.</summary>
    OpenMetricsText100,

    /// <summary>OpenMetrics 0.0.1.</summary>
    OpenMetricsText001,

    /// <summary>Prometheus text 1.0.0.</summary>
    PrometheusText100,

    /// <summary>Prometheus text 0.0.4.</summary>
    PrometheusText004,
}

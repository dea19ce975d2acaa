namespace PipelineDsl.Delivery;

/// <summary>What a metric is in OTLP.</summary>
internal enum OtlpShape : byte
{
    Gauge,
    Counter,

    /// <summary>A sum that is not monotonic: what info metrics and state sets become.</summary>
    UpDownCounter,
    Histogram,
    ExponentialHistogram,
    Summary,
}

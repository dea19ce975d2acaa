namespace PipelineDsl.Delivery;

/// <summary>The fields of <c>opentelemetry.proto.*.v1</c> as tags: number and wire type. The messages are named where they differ.</summary>
internal static class OtlpFields
{
    // ExportMetricsServiceRequest and what is around the metrics.
    public const byte ResourceMetrics = (1 << 3) | 2;
    public const byte Resource = (1 << 3) | 2; // ResourceMetrics.resource
    public const byte ScopeMetrics = (2 << 3) | 2; // ResourceMetrics.scope_metrics
    public const byte ResourceAttribute = (1 << 3) | 2;
    public const byte Scope = (1 << 3) | 2; // ScopeMetrics.scope
    public const byte Metric = (2 << 3) | 2; // ScopeMetrics.metrics
    public const byte ScopeSchemaUrl = (3 << 3) | 2; // ScopeMetrics.schema_url
    public const byte ScopeName = (1 << 3) | 2;
    public const byte ScopeVersion = (2 << 3) | 2;
    public const byte ScopeAttribute = (3 << 3) | 2;

    // KeyValue and AnyValue.
    public const byte Key = (1 << 3) | 2;
    public const byte Value = (2 << 3) | 2;
    public const byte StringValue = (1 << 3) | 2;

    // Metric.
    public const byte Name = (1 << 3) | 2;
    public const byte Description = (2 << 3) | 2;
    public const byte Unit = (3 << 3) | 2;
    public const byte Gauge = (5 << 3) | 2;
    public const byte Sum = (7 << 3) | 2;
    public const byte Histogram = (9 << 3) | 2;
    public const byte ExponentialHistogram = (10 << 3) | 2;
    public const byte Summary = (11 << 3) | 2;
    public const byte Metadata = (12 << 3) | 2;

    // Gauge, Sum, Histogram, ExponentialHistogram, Summary.
    public const byte Point = (1 << 3) | 2;
    public const byte Temporality = 2 << 3;
    public const byte IsMonotonic = 3 << 3;

    // All kinds of points.
    public const byte StartTime = (2 << 3) | 1;
    public const byte Time = (3 << 3) | 1;

    // NumberDataPoint; SummaryDataPoint has its attributes and flags in the same places.
    public const byte NumberAttribute = (7 << 3) | 2;
    public const byte NumberValue = (4 << 3) | 1;
    public const byte NumberExemplar = (5 << 3) | 2;
    public const byte NumberFlags = 8 << 3;
    public const byte SummaryQuantile = (6 << 3) | 2;
    public const byte Quantile = (1 << 3) | 1;
    public const byte QuantileValue = (2 << 3) | 1;

    // HistogramDataPoint, ExponentialHistogramDataPoint and SummaryDataPoint.
    public const byte Count = (4 << 3) | 1;
    public const byte SumOfValues = (5 << 3) | 1;

    // HistogramDataPoint.
    public const byte BucketCounts = (6 << 3) | 2;
    public const byte ExplicitBounds = (7 << 3) | 2;
    public const byte HistogramExemplar = (8 << 3) | 2;
    public const byte HistogramAttribute = (9 << 3) | 2;
    public const byte HistogramFlags = 10 << 3;

    // ExponentialHistogramDataPoint.
    public const byte ExponentialAttribute = (1 << 3) | 2;
    public const byte Scale = 6 << 3;
    public const byte ZeroCount = (7 << 3) | 1;
    public const byte Positive = (8 << 3) | 2;
    public const byte Negative = (9 << 3) | 2;
    public const byte ExponentialFlags = 10 << 3;
    public const byte ExponentialExemplar = (11 << 3) | 2;
    public const byte ZeroThreshold = (14 << 3) | 1;
    public const byte BucketOffset = 1 << 3;
    public const byte ExponentialCounts = (2 << 3) | 2;

    // Exemplar.
    public const byte ExemplarTime = (2 << 3) | 1;
    public const byte ExemplarValue = (3 << 3) | 1;
    public const byte ExemplarSpan = (4 << 3) | 2;
    public const byte ExemplarTrace = (5 << 3) | 2;
    public const byte ExemplarAttribute = (7 << 3) | 2;

    /// <summary><c>AGGREGATION_TEMPORALITY_CUMULATIVE</c>.</summary>
    public const ulong Cumulative = 2;

    /// <summary><c>DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK</c>.</summary>
    public const ulong NoRecordedValue = 1;
}

using Google.Protobuf.Collections;
using PipelineDsl.Testing.Otlp;

namespace PipelineDsl.Testing;

/// <summary>Reads the data points of an export.</summary>
internal static class OtlpPoints
{
    public static List<OtlpPoint> Of(ExportMetricsServiceRequest request) =>
    [
        .. from resource in request.ResourceMetrics
           let attributes = ToDictionary(resource.Resource.Attributes)
           from scope in resource.ScopeMetrics
           from metric in scope.Metrics
           from point in Of(metric, attributes)
           select point,
    ];

    public static Dictionary<string, string> ToDictionary(RepeatedField<KeyValue> attributes) =>
        attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value.StringValue, StringComparer.Ordinal);

    private static IEnumerable<OtlpPoint> Of(ExportedMetric metric, Dictionary<string, string> resource)
    {
        OtlpPoint Make(string type, RepeatedField<KeyValue> attributes, ulong time, ulong start, double? value, ulong? count, uint flags) =>
            new(metric.Name, type, metric.Unit, resource, ToDictionary(attributes), time, start, value, count, (flags & 1) != 0);

        OtlpPoint MakeNumber(string type, NumberDataPoint point) => Make(
            type, point.Attributes, point.TimeUnixNano, point.StartTimeUnixNano, point.HasAsDouble ? point.AsDouble : null, null, point.Flags);

        return metric.DataCase switch
        {
            ExportedMetric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Select(point => MakeNumber("gauge", point)),
            ExportedMetric.DataOneofCase.Sum => metric.Sum.DataPoints.Select(point => MakeNumber("sum", point)),
            ExportedMetric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Select(point => Make(
                "histogram", point.Attributes, point.TimeUnixNano, point.StartTimeUnixNano, point.HasSum ? point.Sum : null, point.Count, point.Flags)),
            ExportedMetric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Select(point => Make(
                "exponential_histogram", point.Attributes, point.TimeUnixNano, point.StartTimeUnixNano, point.HasSum ? point.Sum : null, point.Count,
                point.Flags)),
            ExportedMetric.DataOneofCase.Summary => metric.Summary.DataPoints.Select(point => Make(
                "summary", point.Attributes, point.TimeUnixNano, point.StartTimeUnixNano, point.Sum, point.Count, point.Flags)),
            _ => throw new InvalidDataException($"the metric {metric.Name} has no data"),
        };
    }
}

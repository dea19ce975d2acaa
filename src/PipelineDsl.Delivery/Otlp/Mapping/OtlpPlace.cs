using System.Buffers.Text;
using System.Text;
using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Where a series belongs.</summary>
/// <param name="Role">What it is of its point.</param>
/// <param name="Shape">What its metric is.</param>
/// <param name="Name">The metric's name.</param>
/// <param name="Bound">The bucket's upper boundary or the quantile, for parts.</param>
internal readonly record struct OtlpPlace(OtlpRole Role, OtlpShape Shape = OtlpShape.Gauge, string Name = "", double Bound = 0)
{
    /// <summary>The label that makes a part of a series; the point does not have it.</summary>
    public string? PartLabel => Role != OtlpRole.Part ? null : Shape == OtlpShape.Histogram ? "le" : "quantile";

    public static OtlpPlace Of(OtlpSeries series)
    {
        string name = Encoding.UTF8.GetString(series.Labels.Find("__name__"u8));
        MetricKind kind = series.Metadata?.Kind ?? MetricKind.Unknown;
        if (name is "target_info" or "otel_scope_info")
        {
            return new(name == "target_info" ? OtlpRole.TargetInfo : OtlpRole.ScopeInfo);
        }

        if (kind == MetricKind.GaugeHistogram)
        {
            return new(OtlpRole.Unsupported);
        }

        if (series.Form != OtlpForm.Float)
        {
            return new(OtlpRole.Value, series.Form == OtlpForm.Custom ? OtlpShape.Histogram : OtlpShape.ExponentialHistogram, name);
        }

        // A counter may have the name "files_created" of its own; that of its start time is one more "_created" away.
        bool isCreated = name.EndsWith("_created", StringComparison.Ordinal)
            && series.Metadata is { } metadata && !metadata.Name.EndsWith("_created", StringComparison.Ordinal);
        return kind switch
        {
            MetricKind.Counter => isCreated
                ? new(OtlpRole.Created, OtlpShape.Counter, Without(name, "_created") + "_total")
                : new(OtlpRole.Value, OtlpShape.Counter, name),
            MetricKind.Info or MetricKind.StateSet => new(OtlpRole.Value, OtlpShape.UpDownCounter, name),
            MetricKind.Histogram => isCreated ? new(OtlpRole.Created, OtlpShape.Histogram, Without(name, "_created")) : OfHistogram(series.Labels, name),
            MetricKind.Summary => isCreated ? new(OtlpRole.Created, OtlpShape.Summary, Without(name, "_created")) : OfSummary(series.Labels, name),
            _ => new(OtlpRole.Value, OtlpShape.Gauge, name),
        };
    }

    private static OtlpPlace OfHistogram(LabelSet labels, string name) =>
        name.EndsWith("_bucket", StringComparison.Ordinal)
            ? TryReadBound(labels.Find("le"u8), out double bound)
                ? new(OtlpRole.Part, OtlpShape.Histogram, Without(name, "_bucket"), bound)
                : new(OtlpRole.Unsupported)
            : OfTotals(OtlpShape.Histogram, name);

    private static OtlpPlace OfSummary(LabelSet labels, string name) => TryReadBound(labels.Find("quantile"u8), out double quantile)
        ? new(OtlpRole.Part, OtlpShape.Summary, name, quantile)
        : OfTotals(OtlpShape.Summary, name);

    // Rules may have renamed a series so that nothing tells any more what it is: it goes as the number it is.
    private static OtlpPlace OfTotals(OtlpShape shape, string name) =>
        name.EndsWith("_sum", StringComparison.Ordinal) ? new(OtlpRole.Sum, shape, Without(name, "_sum"))
        : name.EndsWith("_count", StringComparison.Ordinal) ? new(OtlpRole.Count, shape, Without(name, "_count"))
        : new(OtlpRole.Value, OtlpShape.Gauge, name);

    private static bool TryReadBound(ReadOnlySpan<byte> text, out double bound)
    {
        if (text.SequenceEqual("+Inf"u8) || text.SequenceEqual("Inf"u8))
        {
            bound = double.PositiveInfinity;
            return true;
        }

        return Utf8Parser.TryParse(text, out bound, out int read) && read == text.Length && !text.IsEmpty && !double.IsNaN(bound);
    }

    private static string Without(string name, string suffix) => name[..^suffix.Length];
}

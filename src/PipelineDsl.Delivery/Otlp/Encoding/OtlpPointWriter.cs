using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Writes data points.</summary>
internal static class OtlpPointWriter
{
    /// <summary>Whether OTLP can say it: not a sum without a count, nor a histogram so sparse that with all its buckets it were huge.</summary>
    public static bool CanWrite(OtlpPoint point) =>
        point is not { Value: null, Count: null, Parts.Length: 0 }
        && (point.Value is not { IsLive: true, Histogram: { } histogram } || DenseBuckets.CanFill(histogram));

    public static void Write(OtlpWriter writer, OtlpShape shape, OtlpPoint point)
    {
        int start = writer.Begin(OtlpFields.Point);
        writer.Raw(point.Attributes);
        if (point.Start is > 0 and var created && shape != OtlpShape.Gauge)
        {
            writer.Time(OtlpFields.StartTime, created);
        }

        writer.Time(OtlpFields.Time, point.Timestamp);
        if (!point.IsLive)
        {
            // The series have ended: such a point has a flag and no value.
            byte flags = shape switch
            {
                OtlpShape.Histogram => OtlpFields.HistogramFlags,
                OtlpShape.ExponentialHistogram => OtlpFields.ExponentialFlags,
                _ => OtlpFields.NumberFlags,
            };
            writer.Varint(flags, OtlpFields.NoRecordedValue);
        }
        else if (shape == OtlpShape.Histogram)
        {
            OtlpHistogramWriter.WriteExplicit(writer, point);
        }
        else if (shape == OtlpShape.ExponentialHistogram)
        {
            OtlpHistogramWriter.WriteExponential(writer, point.Value!);
        }
        else if (shape == OtlpShape.Summary)
        {
            WriteSummary(writer, point);
        }
        else
        {
            writer.Number(OtlpFields.NumberValue, point.Value!.Value);
            WriteExemplars(writer, OtlpFields.NumberExemplar, point.Value);
        }

        writer.End(start);
    }

    public static void WriteExemplars(OtlpWriter writer, byte tag, OtlpSeries? series)
    {
        if (series is not { IsLive: true, Exemplars: { } exemplars })
        {
            return;
        }

        foreach (Exemplar exemplar in exemplars)
        {
            int start = writer.Begin(tag);
            writer.Time(OtlpFields.ExemplarTime, exemplar.Timestamp ?? series.Timestamp);
            writer.Number(OtlpFields.ExemplarValue, exemplar.Value);
            foreach (Utf8Label label in exemplar.Labels)
            {
                bool isId = (label.Name.SequenceEqual("trace_id"u8) && TryWriteId(writer, OtlpFields.ExemplarTrace, label.Value, 16))
                    || (label.Name.SequenceEqual("span_id"u8) && TryWriteId(writer, OtlpFields.ExemplarSpan, label.Value, 8));
                if (!isId)
                {
                    writer.Attribute(OtlpFields.ExemplarAttribute, label.Name, label.Value);
                }
            }

            writer.End(start);
        }
    }

    // OTLP has ids as bytes; what is no id of the right length stays a label.
    private static bool TryWriteId(OtlpWriter writer, byte tag, ReadOnlySpan<byte> hex, int length)
    {
        Span<byte> id = stackalloc byte[16];
        if (hex.Length != length * 2 || Convert.FromHexString(hex, id, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        writer.Text(tag, id[..length]);
        return true;
    }

    private static void WriteSummary(OtlpWriter writer, OtlpPoint point)
    {
        writer.Fixed(OtlpFields.Count, point.Count is { IsLive: true } count ? OtlpHistogramWriter.ToCount(count.Value) : 0);
        writer.Number(OtlpFields.SumOfValues, point.Sum is { IsLive: true } sum ? sum.Value : 0);
        foreach ((double quantile, OtlpSeries series) in point.Parts)
        {
            if (series.IsLive)
            {
                int start = writer.Begin(OtlpFields.SummaryQuantile);
                writer.Number(OtlpFields.Quantile, quantile);
                writer.Number(OtlpFields.QuantileValue, series.Value);
                writer.End(start);
            }
        }
    }
}

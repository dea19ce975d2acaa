using PipelineDsl.Runtime;
using System.Text;
using System.Text.Unicode;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>An <c>io.prometheus.client.Metric</c>, as far as the type of its family makes use of it. Kept between metrics.</summary>
internal sealed partial class MetricMessage
{
    /// <summary>The labels; where they stand in the body.</summary>
    public LabelSlices Labels { get; } = new();

    /// <summary>What is wrong with the labels, which only matters once a sample is read.</summary>
    public ExpositionError? LabelError { get; private set; }

    /// <summary>Milliseconds since 1970; 0 if the target sent none, or 0.</summary>
    public long Timestamp { get; private set; }

    /// <summary>The value of a counter, a gauge or an untyped metric.</summary>
    public double Value { get; private set; }

    /// <summary>The number of observations of a summary or a histogram, if integer.</summary>
    public ulong Count { get; private set; }

    /// <summary>The number of observations of a histogram, if floating-point.</summary>
    public double FloatCount { get; private set; }

    /// <summary>The sum of the observations of a summary or a histogram.</summary>
    public double Sum { get; private set; }

    /// <summary>The buckets of a classic histogram, or the quantiles of a summary.</summary>
    public List<MetricPart> Parts { get; } = [];

    /// <summary>When the series began, in milliseconds since 1970; 0 if the target did not say.</summary>
    public long Created { get; private set; }

    /// <summary>A counter's exemplar.</summary>
    public (int Start, int End) Exemplar { get; private set; }

    /// <summary>Reads a metric.</summary>
    /// <param name="fields">Stands at the beginning of the message.</param>
    /// <param name="kind">What the family says its metrics are.</param>
    /// <returns>Whether the message is valid; labels aside.</returns>
    public bool TryRead(ref WireReader fields, MetricKind kind)
    {
        Clear();
        while (fields.MoveNext())
        {
            if (fields.Field == 6 && fields.Is(WireType.Varint))
            {
                Timestamp = (long)fields.Bits;
            }
            else if (fields.Field is >= 1 and <= 7 && fields.Is(WireType.Length))
            {
                WireReader inner = fields.Enter();
                Read(ref inner, fields.Field, kind);
                if (!fields.Leave(inner))
                {
                    return false;
                }
            }

            if (fields.Error is not null)
            {
                return false;
            }
        }

        return fields.Error is null;
    }

    private void Clear()
    {
        Labels.Clear();
        LabelError = null;
        Timestamp = 0;
        Value = FloatCount = Sum = 0;
        Count = 0;
        Parts.Clear();
        Created = 0;
        Exemplar = default;
        ClearNative();
    }

    private void Read(ref WireReader fields, int field, MetricKind kind)
    {
        switch (field, kind)
        {
            case (1, _):
                ReadLabel(ref fields);
                break;
            case (2, MetricKind.Gauge) or (5, MetricKind.Unknown) or (3, MetricKind.Counter):
                ReadSimple(ref fields);
                break;
            case (4, MetricKind.Summary):
                ReadSummary(ref fields);
                break;
            case (7, MetricKind.Histogram or MetricKind.GaugeHistogram):
                ReadHistogram(ref fields);
                break;
            default:
                // A value of another type than the family's says nothing, but has to be a message.
                while (fields.MoveNext())
                {
                }

                break;
        }
    }

    // Errors are kept for later: Prometheus reads the labels when it has told the family's type.
    private void ReadLabel(ref WireReader fields)
    {
        if (LabelError is not null)
        {
            return;
        }

        LabelSlice label = default;
        while (fields.MoveNext())
        {
            if (fields.Field == 1 && fields.Is(WireType.Length))
            {
                (label.NameStart, label.NameEnd) = (fields.Start, fields.End);
                if (fields.Bytes.IsEmpty || !Utf8.IsValid(fields.Bytes))
                {
                    fields.Fail($"the label name '{Encoding.UTF8.GetString(fields.Bytes)}' is not valid");
                }
            }
            else if (fields.Field == 2 && fields.Is(WireType.Length))
            {
                (label.ValueStart, label.ValueEnd) = (fields.Start, fields.End);
                if (!Utf8.IsValid(fields.Bytes))
                {
                    fields.Fail("the label value is not UTF-8");
                }
            }

            if (fields.Error is not null)
            {
                break;
            }
        }

        if (fields.Error is null && label.NameEnd == 0)
        {
            fields.Fail("a label has no name");
        }

        if (fields.Error is null && !Labels.TryAdd(label))
        {
            fields.Fail($"the series has more than {ExpositionLimits.MaxLabels} labels");
        }

        LabelError = fields.Error;
        fields.Forget();
    }

    private void ReadSimple(ref WireReader fields)
    {
        while (fields.MoveNext())
        {
            switch (fields.Field)
            {
                case 1 when fields.Is(WireType.Fixed64):
                    Value = fields.Double;
                    break;
                case 2 when fields.Is(WireType.Length):
                    ExemplarMessage.Check(ref fields);
                    Exemplar = (fields.Start, fields.End);
                    break;
                case 3 when fields.Is(WireType.Length):
                    ReadCreated(ref fields);
                    break;
            }

            if (fields.Error is not null)
            {
                return;
            }
        }
    }

    private void ReadSummary(ref WireReader fields)
    {
        while (fields.MoveNext())
        {
            switch (fields.Field)
            {
                case 1 when fields.Is(WireType.Varint):
                    Count = fields.Bits;
                    break;
                case 2 when fields.Is(WireType.Fixed64):
                    Sum = fields.Double;
                    break;
                case 3 when fields.Is(WireType.Length):
                    ReadQuantile(ref fields);
                    break;
                case 4 when fields.Is(WireType.Length):
                    ReadCreated(ref fields);
                    break;
            }

            if (fields.Error is not null)
            {
                return;
            }
        }
    }

    private void ReadQuantile(ref WireReader fields)
    {
        MetricPart part = default;
        WireReader inner = fields.Enter();
        while (inner.MoveNext())
        {
            if (inner.Field == 1 && inner.Is(WireType.Fixed64))
            {
                part.Boundary = inner.Double;
            }
            else if (inner.Field == 2 && inner.Is(WireType.Fixed64))
            {
                part.Value = inner.Double;
            }

            if (inner.Error is not null)
            {
                break;
            }
        }

        if (fields.Leave(inner))
        {
            AddTo(Parts, part, ref fields);
        }
    }

    private void ReadCreated(ref WireReader fields)
    {
        WireReader inner = fields.Enter();
        Created = TimestampMessage.Read(ref inner);
        fields.Leave(inner);
    }

    private static void AddTo<T>(List<T> list, in T item, ref WireReader fields)
    {
        if (list.Count == ExpositionLimits.MaxParts)
        {
            fields.Fail($"the metric has more than {ExpositionLimits.MaxParts} buckets, quantiles, spans or exemplars");
            return;
        }

        list.Add(item);
    }
}

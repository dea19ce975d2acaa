using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>An <c>io.prometheus.client.Exemplar</c>.</summary>
internal static class ExemplarMessage
{
    /// <summary>Checks the exemplar in a field, without keeping anything of it.</summary>
    /// <param name="fields">Stands at the field; takes over what is wrong with it.</param>
    public static void Check(ref WireReader fields)
    {
        WireReader inner = fields.Enter();
        Read(ref inner, null, out _, out _);
        if (fields.End - fields.Start > ExpositionLimits.MaxSeriesLength)
        {
            inner.Fail($"the exemplar is longer than {ExpositionLimits.MaxSeriesLength} bytes");
        }

        fields.Leave(inner);
    }

    /// <summary>Whether an exemplar that was checked says when it was observed.</summary>
    public static bool HasTimestamp(ReadOnlySpan<byte> body, int start, int end)
    {
        var fields = new WireReader(body, start, end);
        Read(ref fields, null, out _, out long? timestamp);
        return timestamp is not null;
    }

    /// <summary>Reads an exemplar that was checked.</summary>
    public static Exemplar Read(ReadOnlySpan<byte> body, int start, int end)
    {
        var fields = new WireReader(body, start, end);
        var labels = new LabelSetBuilder();
        Read(ref fields, labels, out double value, out long? timestamp);
        return new Exemplar(labels.ToLabelSet(), value, timestamp);
    }

    private static void Read(ref WireReader fields, LabelSetBuilder? labels, out double value, out long? timestamp)
    {
        value = 0;
        timestamp = null;
        while (fields.MoveNext())
        {
            switch (fields.Field)
            {
                case 1 when fields.Is(WireType.Length):
                    WireReader inner = fields.Enter();
                    ReadLabel(ref inner, labels);
                    fields.Leave(inner);
                    break;
                case 2 when fields.Is(WireType.Fixed64):
                    value = fields.Double;
                    break;
                case 3 when fields.Is(WireType.Length):
                    inner = fields.Enter();
                    timestamp = TimestampMessage.Read(ref inner);
                    fields.Leave(inner);
                    break;
            }

            if (fields.Error is not null)
            {
                return;
            }
        }
    }

    private static void ReadLabel(ref WireReader fields, LabelSetBuilder? labels)
    {
        ReadOnlySpan<byte> name = default;
        ReadOnlySpan<byte> value = default;
        while (fields.MoveNext())
        {
            if (fields.Field == 1 && fields.Is(WireType.Length))
            {
                name = fields.Bytes;
            }
            else if (fields.Field == 2 && fields.Is(WireType.Length))
            {
                value = fields.Bytes;
            }

            if (fields.Error is not null)
            {
                return;
            }
        }

        labels?.Set(name, value);
    }
}

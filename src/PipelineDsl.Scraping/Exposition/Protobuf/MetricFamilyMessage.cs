using PipelineDsl.Runtime;
namespace PipelineDsl.Scraping.Exposition;

/// <summary>The head of an <c>io.prometheus.client.MetricFamily</c>: its metrics are read one by one.</summary>
internal struct MetricFamilyMessage
{
    public Range Name;
    public Range Help;
    public Range Unit;

    // Absent means counter: the first word of the type's enumeration.
    public int Type;
    public bool HasMetrics;

    /// <summary>Reads the head; the message is walked over in full, for its fields may come in any order.</summary>
    /// <param name="fields">Stands at the beginning of the message.</param>
    /// <param name="family">The head.</param>
    /// <returns>Whether the message is valid so far.</returns>
    public static bool TryRead(ref WireReader fields, out MetricFamilyMessage family)
    {
        family = new MetricFamilyMessage { Name = 0..0, Help = 0..0, Unit = 0..0 };
        while (fields.MoveNext())
        {
            switch (fields.Field)
            {
                case 1 when fields.Is(WireType.Length):
                    family.Name = fields.Start..fields.End;
                    break;
                case 2 when fields.Is(WireType.Length):
                    family.Help = fields.Start..fields.End;
                    break;
                case 3 when fields.Is(WireType.Varint):
                    family.Type = (int)fields.Bits;
                    break;
                case Metric when fields.Is(WireType.Length):
                    family.HasMetrics = true;
                    break;
                case 5 when fields.Is(WireType.Length):
                    family.Unit = fields.Start..fields.End;
                    break;
            }

            if (fields.Error is not null)
            {
                return false;
            }
        }

        return fields.Error is null;
    }

    /// <summary>The field in which the metrics are.</summary>
    public const int Metric = 4;

    /// <summary>What the type means.</summary>
    public readonly MetricKind? Kind => Type switch
    {
        0 => MetricKind.Counter,
        1 => MetricKind.Gauge,
        2 => MetricKind.Summary,
        3 => MetricKind.Unknown,
        4 => MetricKind.Histogram,
        5 => MetricKind.GaugeHistogram,
        _ => null,
    };
}

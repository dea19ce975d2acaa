using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>A series of a target: what it is, and its sample that waits for the commit.</summary>
internal sealed class OtlpSeries(LabelSet labels)
{
    public LabelSet Labels => labels;

    public MetricMetadata? Metadata { get; set; }

    /// <summary>What its samples are: a series may change from floats to histograms.</summary>
    public OtlpForm Form { get; set; }

    /// <summary>Whether OTLP has nothing that its samples can become.</summary>
    public bool IsUnsupported { get; set; }

    public bool HasSample { get; private set; }

    public long Timestamp { get; private set; }

    public double Value { get; private set; }

    public NativeHistogram? Histogram { get; private set; }

    /// <summary>Since when the sample counts, in milliseconds since 1970; 0 if nobody said.</summary>
    public long Created { get; set; }

    public List<Exemplar>? Exemplars { get; private set; }

    /// <summary>Whether there is a sample that is not a stale marker.</summary>
    public bool IsLive => HasSample && !IsStale;

    public bool IsStale => Histogram is { } histogram ? histogram.IsStale : StaleMarker.IsStale(Value);

    public void Set(long timestamp, double value, NativeHistogram? histogram) =>
        (HasSample, Timestamp, Value, Histogram) = (true, timestamp, value, histogram);

    public void Add(Exemplar exemplar) => (Exemplars ??= []).Add(exemplar);

    /// <summary>Forgets the sample.</summary>
    public void Clear()
    {
        (HasSample, Histogram, Created) = (false, null, 0);
        Exemplars?.Clear();
    }
}

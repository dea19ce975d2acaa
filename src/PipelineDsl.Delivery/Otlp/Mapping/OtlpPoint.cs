namespace PipelineDsl.Delivery;

/// <summary>A data point, and the series that its content comes from.</summary>
/// <param name="attributes">Its attributes, as fields of the point.</param>
internal sealed class OtlpPoint(byte[] attributes)
{
    public byte[] Attributes => attributes;

    /// <summary>The one series of a number or of a native histogram.</summary>
    public OtlpSeries? Value { get; set; }

    public OtlpSeries? Sum { get; set; }

    public OtlpSeries? Count { get; set; }

    /// <summary>The series whose value is the start time in seconds.</summary>
    public OtlpSeries? Created { get; set; }

    /// <summary>Buckets or quantiles, by their bounds.</summary>
    public (double Bound, OtlpSeries Series)[] Parts { get; private set; } = [];

    public bool HasSample => Any(static series => series.HasSample);

    public bool IsLive => Any(static series => series.IsLive);

    /// <summary>The time of the sample, which all parts have in common unless they were exposed with times of their own.</summary>
    public long Timestamp
    {
        get
        {
            long latest = Math.Max(TimeOf(Value), Math.Max(TimeOf(Sum), TimeOf(Count)));
            foreach ((_, OtlpSeries series) in Parts)
            {
                latest = Math.Max(latest, TimeOf(series));
            }

            return latest;
        }
    }

    /// <summary>Since when the point counts, in milliseconds since 1970; 0 if unknown.</summary>
    public long Start
    {
        get
        {
            if (Created is { IsLive: true } created)
            {
                return (long)(created.Value * 1000);
            }

            long start = Math.Max(Value?.Created ?? 0, Math.Max(Sum?.Created ?? 0, Count?.Created ?? 0));
            foreach ((_, OtlpSeries series) in Parts)
            {
                start = Math.Max(start, series.Created);
            }

            return start;
        }
    }

    /// <summary>Adds a bucket or quantile; of two with the same bound the first counts.</summary>
    public bool TryAdd(double bound, OtlpSeries series)
    {
        int at = Array.FindIndex(Parts, part => part.Bound >= bound);
        if (at >= 0 && Parts[at].Bound.Equals(bound))
        {
            return false;
        }

        at = at < 0 ? Parts.Length : at;
        Parts = [.. Parts[..at], (bound, series), .. Parts[at..]];
        return true;
    }

    private static long TimeOf(OtlpSeries? series) => series is { HasSample: true } ? series.Timestamp : long.MinValue;

    private bool Any(Func<OtlpSeries, bool> condition)
    {
        if ((Value is not null && condition(Value)) || (Sum is not null && condition(Sum)) || (Count is not null && condition(Count)))
        {
            return true;
        }

        foreach ((_, OtlpSeries series) in Parts)
        {
            if (condition(series))
            {
                return true;
            }
        }

        return false;
    }
}

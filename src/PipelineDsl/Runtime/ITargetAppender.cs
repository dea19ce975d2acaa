namespace PipelineDsl.Runtime;

/// <summary>Takes the samples of one target. Not thread-safe: one scrape at a time. Disposing forgets its series.</summary>
public interface ITargetAppender : IDisposable
{
    /// <summary>Says what labels a series has, before its first sample. Costs; appending does not.</summary>
    /// <param name="series">The caller's number for the series: small, and used again after <see cref="Release"/>.</param>
    /// <param name="labels">The final labels, <c>__name__</c> among them.</param>
    void Define(int series, LabelSet labels);

    /// <summary>Says what the target tells of a series' metric, before its first sample and when it tells otherwise. Costs; appending does not.</summary>
    /// <remarks>A destination that has no use for it leaves it, which is what this does unless it is implemented.</remarks>
    /// <param name="series">The number of a defined series.</param>
    /// <param name="metadata">Type, unit and help text.</param>
    void Describe(int series, MetricMetadata metadata)
    {
    }

    /// <summary>Forgets a series; its number may be defined again.</summary>
    void Release(int series);

    /// <summary>Adds a sample to what the next <see cref="Commit"/> hands over.</summary>
    /// <param name="series">The number of a defined series.</param>
    /// <param name="timestamp">Milliseconds since 1970 (UTC).</param>
    /// <param name="value">The value, bit by bit: a stale marker passes.</param>
    void Append(int series, long timestamp, double value);

    /// <summary>Adds a sample of a native histogram; destinations that take none leave it.</summary>
    /// <param name="series">The number of a defined series.</param>
    /// <param name="timestamp">Milliseconds since 1970 (UTC).</param>
    /// <param name="histogram">The histogram; <see cref="NativeHistogram.Stale"/> ends the series.</param>
    void Append(int series, long timestamp, NativeHistogram histogram)
    {
    }

    /// <summary>Adds an exemplar of the sample that was appended last for the series; destinations that take none leave it.</summary>
    /// <param name="series">The number of a defined series.</param>
    /// <param name="exemplar">The exemplar; without a timestamp it has that of the sample.</param>
    void Append(int series, Exemplar exemplar)
    {
    }

    /// <summary>Says since when a series counts, before the sample to which it applies; destinations that take none leave it.</summary>
    /// <param name="series">The number of a defined series.</param>
    /// <param name="created">Milliseconds since 1970 (UTC).</param>
    void SetCreated(int series, long created)
    {
    }

    /// <summary>Hands over what was appended since the last call.</summary>
    void Commit();
}

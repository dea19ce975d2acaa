namespace PipelineDsl.Runtime;

/// <summary>Takes the samples of one target. Not thread-safe: one scrape at a time. Disposing forgets its series.</summary>
public interface ITargetAppender : IDisposable
{
    /// <summary>Says what labels a series has, before its first sample. Costs; appending does not.</summary>
    /// <param name="series">The caller's number for the series: small, and used again after <see cref="Release"/>.</param>
    /// <param name="labels">The final labels, <c>__name__</c> among them.</param>
    void Define(int series, LabelSet labels);

    /// <summary>Forgets a series; its number may be defined again.</summary>
    void Release(int series);

    /// <summary>Adds a sample to what the next <see cref="Commit"/> hands over.</summary>
    /// <param name="series">The number of a defined series.</param>
    /// <param name="timestamp">Milliseconds since 1970 (UTC).</param>
    /// <param name="value">The value, bit by bit: a stale marker passes.</param>
    void Append(int series, long timestamp, double value);

    /// <summary>Hands over what was appended since the last call.</summary>
    void Commit();
}

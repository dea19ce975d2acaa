namespace PipelineDsl.Delivery;

/// <summary>How much a shard has to do, by which there will be more or fewer of them.</summary>
internal sealed class ShardLoad(TimeProvider time)
{
    private long _leastWaiting = long.MaxValue;
    private long _takenAt;
    private TimeSpan _busy;

    /// <summary>A batch was taken, before which so many samples waited.</summary>
    public void Taken(long waiting)
    {
        _takenAt = time.GetTimestamp();
        _leastWaiting = Math.Min(_leastWaiting, waiting);
    }

    /// <summary>The taken batch is done.</summary>
    public void Done() => _busy += time.GetElapsedTime(_takenAt);

    /// <summary>Begins to measure anew.</summary>
    /// <returns>The fewest samples that waited whenever a batch was taken, and how long batches were being sent.</returns>
    public (long LeastWaiting, TimeSpan Busy) Reset()
    {
        (long least, TimeSpan busy) = (_leastWaiting, _busy);
        (_leastWaiting, _busy) = (long.MaxValue, TimeSpan.Zero);
        return (least == long.MaxValue ? 0 : least, busy);
    }
}

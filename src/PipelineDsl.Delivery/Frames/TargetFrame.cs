namespace PipelineDsl.Delivery;

/// <summary>A target's requests as they were, ready for other values: its series in the order of its scrapes, in segments.</summary>
internal sealed class TargetFrame(RemoteWriteVersion version, int[]? order, int count, FrameSegment[] segments)
{
    public RemoteWriteVersion Version => version;

    public int Count => count;

    public FrameSegment[] Segments => segments;

    /// <summary>The number of the series at a place.</summary>
    public int SeriesAt(int place) => order is null ? place : order[place];

    /// <summary>Whether a series is the one at a place.</summary>
    public bool IsAt(int place, int series) => place < count && (order is null ? place : order[place]) == series;
}

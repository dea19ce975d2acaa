namespace PipelineDsl.Delivery;

/// <summary>A target's requests as they were, ready for other values: its series in the order of a scrape, in segments.</summary>
/// <remarks>A series that is released leaves a place that nothing fills any more; its segment is then encoded anew each time.</remarks>
internal sealed class TargetFrame
{
    private const int None = -1;

    private readonly int _count;
    private int[]? _order;
    private int[]? _places;

    /// <param name="version">The version of the segments.</param>
    /// <param name="order">The series' numbers, each once.</param>
    /// <param name="segments">The segments, in the same order.</param>
    public TargetFrame(RemoteWriteVersion version, int[] order, FrameSegment[] segments)
    {
        (Version, Segments, _count) = (version, segments, order.Length);
        for (int i = 0; i < order.Length; i++)
        {
            if (order[i] != i)
            {
                SetOrder(order);
                return;
            }
        }
    }

    public RemoteWriteVersion Version { get; }

    public FrameSegment[] Segments { get; }

    /// <summary>The number of the series at a place; negative if it was released.</summary>
    public int SeriesAt(int place) => _order is null ? place : _order[place];

    /// <summary>Whether a series is the one at a place.</summary>
    public bool IsAt(int place, int series) => place < _count && (_order is null ? place : _order[place]) == series;

    /// <summary>The place of a series; negative if it has none.</summary>
    public int PlaceOf(int series) =>
        _places is null ? series < _count ? series : None : series < _places.Length ? _places[series] : None;

    /// <summary>Takes a series from its place: its number may come to mean another.</summary>
    public void Remove(int series)
    {
        int place = PlaceOf(series);
        if (place >= 0)
        {
            if (_order is null)
            {
                SetOrder([.. Enumerable.Range(0, _count)]);
            }

            (_order![place], _places![series]) = (None, None);
        }
    }

    // Series are numbered as they come: most often the order needs no list.
    private void SetOrder(int[] order)
    {
        _order = order;
        _places = new int[order.Max() + 1];
        Array.Fill(_places, None);
        for (int i = 0; i < order.Length; i++)
        {
            _places[order[i]] = i;
        }
    }
}

namespace PipelineDsl.Delivery;

/// <summary>What a target appended since its last commit: values in their places of its frame, and everything else.</summary>
/// <remarks>Of one series, what is among the others is later than what is in the frame: <see cref="SkipTo"/> sees to that.</remarks>
internal sealed class StagedSamples
{
    private readonly List<(int Start, int End)> _gaps = [];
    private readonly List<StagedHistogram> _histograms = [];
    private readonly List<StagedExemplar> _exemplars = [];
    private double[] _values = new double[256];
    private StagedSample[] _others = [];
    private int _missing;
    private int _otherCount;

    /// <summary>The values by place; those in gaps mean nothing.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Next);

    /// <summary>The place after the last value.</summary>
    public int Next { get; private set; }

    /// <summary>The places without a value, in order.</summary>
    public List<(int Start, int End)> Gaps => _gaps;

    /// <summary>The timestamp of <see cref="Values"/>.</summary>
    public long Timestamp { get; set; }

    /// <summary>What is not in a place of the frame.</summary>
    public ReadOnlySpan<StagedSample> Others => _others.AsSpan(0, _otherCount);

    /// <summary>The native histograms, which have no places in frames.</summary>
    public List<StagedHistogram> Histograms => _histograms;

    /// <summary>The exemplars.</summary>
    public List<StagedExemplar> Exemplars => _exemplars;

    /// <summary>The number of plain samples.</summary>
    public int Count => Next - _missing + _otherCount;

    /// <summary>The number of samples, histograms included.</summary>
    public int Total => Count + _histograms.Count;

    /// <summary>How many of the samples were encoded anew, once they were handed over.</summary>
    public int EncodedAnew { get; set; }

    /// <summary>Whether values were taken from their places.</summary>
    public bool HasLeftFrame { get; private set; }

    public int Capacity => _values.Length + (5 * _others.Length) + (5 * _histograms.Capacity) + (4 * _exemplars.Capacity);

    /// <summary>Adds a value at the next place.</summary>
    public void Add(double value)
    {
        if (Next == _values.Length)
        {
            Array.Resize(ref _values, Next * 2);
        }

        _values[Next++] = value;
    }

    public void Add(StagedSample sample)
    {
        if (_otherCount == _others.Length)
        {
            Array.Resize(ref _others, Math.Max(256, _otherCount * 2));
        }

        _others[_otherCount++] = sample;
    }

    /// <summary>The time of the sample of a series that was added last.</summary>
    /// <param name="series">The number of the series.</param>
    /// <param name="frame">What the values follow.</param>
    /// <returns><see langword="null"/> if there is none.</returns>
    public long? TimestampOf(int series, TargetFrame? frame)
    {
        if (_histograms.Count > 0 && _histograms[^1].Number == series)
        {
            return _histograms[^1].Timestamp;
        }

        if (Next > 0 && frame?.IsAt(Next - 1, series) == true)
        {
            return Timestamp;
        }

        // Exemplars come with their sample, so it is most often the last.
        for (int i = _otherCount - 1; i >= 0; i--)
        {
            if (_others[i].Number == series)
            {
                return _others[i].Timestamp;
            }
        }

        int found = _histograms.FindLastIndex(histogram => histogram.Number == series);
        return found >= 0 ? _histograms[found].Timestamp : frame?.PlaceOf(series) is >= 0 and var place && place < Next ? Timestamp : null;
    }

    /// <summary>Leaves the places before this one without a value.</summary>
    public void SkipTo(int place)
    {
        _gaps.Add((Next, place));
        _missing += place - Next;
        Next = place;
        if (Next > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(Next, _values.Length * 2));
        }
    }

    /// <summary>Names the labels of the values itself, because a series is about to leave the frame.</summary>
    public void LeaveFrame(TargetFrame frame, SeriesTable table)
    {
        StagedSample[] others = new StagedSample[Math.Max(256, Count)];
        int count = 0;
        int gap = 0;
        for (int place = 0; place < Next; place++)
        {
            if (!IsInGap(place, ref gap))
            {
                int series = frame.SeriesAt(place);
                others[count++] = new StagedSample(series, place, table[series], Timestamp, _values[place]);
            }
        }

        Others.CopyTo(others.AsSpan(count));
        (_others, _otherCount) = (others, count + _otherCount);
        (Next, _missing, HasLeftFrame) = (0, 0, true);
        _gaps.Clear();
    }

    /// <summary>Whether a place has no value, for walks from the first place to the last.</summary>
    /// <param name="place">The place.</param>
    /// <param name="gap">The walk's own number of the next gap, from 0.</param>
    public bool IsInGap(int place, ref int gap)
    {
        while (gap < _gaps.Count && _gaps[gap].End <= place)
        {
            gap++;
        }

        return gap < _gaps.Count && _gaps[gap].Start <= place;
    }

    public void Clear()
    {
        // What is kept for later keeps nothing else alive.
        Array.Clear(_others, 0, _otherCount);
        (Next, _missing, _otherCount, EncodedAnew, HasLeftFrame) = (0, 0, 0, 0, false);
        _gaps.Clear();
        _histograms.Clear();
        _exemplars.Clear();
    }
}

namespace PipelineDsl.Delivery;

/// <summary>What a target appended since its last commit: values in the order of its frame, and behind them everything else.</summary>
internal sealed class StagedSamples
{
    private double[] _values = new double[256];
    private StagedSample[] _others = [];
    private int _count;
    private int _otherCount;

    /// <summary>The values that follow the frame's order from its beginning.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, _count);

    /// <summary>The timestamp of <see cref="Values"/>.</summary>
    public long Timestamp { get; set; }

    /// <summary>What does not follow the frame, later than <see cref="Values"/>.</summary>
    public ReadOnlySpan<StagedSample> Others => _others.AsSpan(0, _otherCount);

    public int ValueCount => _count;

    public bool HasOthers => _otherCount > 0;

    public int Count => _count + _otherCount;

    public int Capacity => _values.Length + (3 * _others.Length);

    public void Add(double value)
    {
        if (_count == _values.Length)
        {
            Array.Resize(ref _values, _count * 2);
        }

        _values[_count++] = value;
    }

    public void Add(StagedSample sample)
    {
        if (_otherCount == _others.Length)
        {
            Array.Resize(ref _others, Math.Max(256, _otherCount * 2));
        }

        _others[_otherCount++] = sample;
    }

    /// <summary>Names the labels of the values itself, because the frame is about to go.</summary>
    public void LeaveFrame(TargetFrame frame, SeriesTable table)
    {
        StagedSample[] others = new StagedSample[Math.Max(256, Count)];
        for (int i = 0; i < _count; i++)
        {
            others[i] = new StagedSample(frame.SeriesAt(i), table[frame.SeriesAt(i)], Timestamp, _values[i]);
        }

        Others.CopyTo(others.AsSpan(_count));
        (_others, _otherCount, _count) = (others, Count, 0);
    }

    public void Clear() => (_count, _otherCount) = (0, 0);
}

using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>What a scrape's evaluation needs while it runs. There are as many as evaluations at a time, not as many as targets.</summary>
internal sealed class ScrapeWorkspace
{
    /// <summary>The timestamp of a sample that brought none.</summary>
    public const long NoTimestamp = long.MinValue;

    private int[] _series = new int[1024];
    private double[] _values = new double[1024];
    private long[] _timestamps = new long[1024];
    private SampleLine[] _lines = new SampleLine[256];

    private SampleLine[] _known = [];

    public LabelSlices Labels { get; } = new();

    public LabelSlices ExemplarLabels { get; } = new();

    public SeriesLabeler Labeler { get; } = new();

    /// <summary>From line hashes to places in the last scrape.</summary>
    public HashIndex LineIndex { get; } = new();

    /// <summary>From label hashes to series.</summary>
    public HashIndex LabelIndex { get; } = new();

    /// <summary>The series of this scrape.</summary>
    public NumberSet Seen { get; } = new();

    /// <summary>The series of this scrape that came without a timestamp of their own.</summary>
    public NumberSet Tracked { get; } = new();

    public List<NewSeries> NewSeries { get; } = [];

    public int Count { get; private set; }

    public bool HasTimestamps { get; private set; }

    public Span<int> Series => _series.AsSpan(0, Count);

    public Span<double> Values => _values.AsSpan(0, Count);

    public Span<long> Timestamps => _timestamps.AsSpan(0, Count);

    public int LineCount { get; private set; }

    public Span<SampleLine> Lines => _lines.AsSpan(0, LineCount);

    /// <summary>Gets ready for a scrape.</summary>
    public void Clear()
    {
        Count = LineCount = 0;
        HasTimestamps = false;
        LineIndex.Clear();
        LabelIndex.Clear();
        Seen.Clear();
        Tracked.Clear();
        NewSeries.Clear();
    }

    public void Add(int series, double value)
    {
        int at = Count;
        if (at == _series.Length)
        {
            Grow();
        }

        _series[at] = series;
        _values[at] = value;
        Count = at + 1;
    }

    public void Add(int series, double value, long timestamp)
    {
        UseTimestamps();
        Add(series, value);
        _timestamps[Count - 1] = timestamp;
    }

    /// <summary>Gives every sample a timestamp of its own, at first <see cref="NoTimestamp"/>.</summary>
    public void UseTimestamps()
    {
        if (!HasTimestamps)
        {
            _timestamps.AsSpan().Fill(NoTimestamp);
            HasTimestamps = true;
        }
    }

    /// <summary>Unpacks the lines of the last scrape.</summary>
    public ReadOnlySpan<SampleLine> Unpack(LineTable lines)
    {
        if (_known.Length < lines.Count)
        {
            _known = new SampleLine[lines.Count];
        }

        int at = 0;
        foreach (SampleLine line in lines)
        {
            _known[at++] = line;
        }

        return _known.AsSpan(0, at);
    }

    /// <summary>Keeps only the first samples.</summary>
    public void Truncate(int count) => Count = count;

    public void AddLine(in SampleLine line)
    {
        if (LineCount == _lines.Length)
        {
            Array.Resize(ref _lines, LineCount * 2);
        }

        _lines[LineCount++] = line;
    }

    private void Grow()
    {
        Array.Resize(ref _series, Count * 2);
        Array.Resize(ref _values, Count * 2);
        Array.Resize(ref _timestamps, Count * 2);
        if (HasTimestamps)
        {
            _timestamps.AsSpan(Count).Fill(NoTimestamp);
        }
    }
}

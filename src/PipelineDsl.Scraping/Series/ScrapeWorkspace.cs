using PipelineDsl.Runtime;
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
    private NativeHistogram?[] _histograms = [];
    private SampleLine[] _lines = new SampleLine[256];

    private SampleLine[] _known = [];

    public ExpositionWorkspace Exposition { get; } = new();

    /// <summary>The labels of a series that the positional reader does not know.</summary>
    public SampleLabels Exposed { get; } = new();

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

    /// <summary>What the body tells of its metrics.</summary>
    public Families Families { get; } = new();

    /// <summary>What destinations do not know yet of series' metrics.</summary>
    public List<(int Series, MetricMetadata Metadata)> Descriptions { get; } = [];

    /// <summary>What destinations do not know yet of the times since when series count.</summary>
    public List<(int Series, long Created)> Created { get; } = [];

    /// <summary>The exemplars that may be new.</summary>
    public List<SeriesExemplar> Exemplars { get; } = [];

    /// <summary>Series of which a storage would reject a sample of this scrape.</summary>
    public NumberSet Rejected { get; } = new();

    public int Count { get; private set; }

    public bool HasTimestamps { get; private set; }

    /// <summary>Whether some samples are native histograms.</summary>
    public bool HasHistograms { get; private set; }

    public Span<int> Series => _series.AsSpan(0, Count);

    public Span<double> Values => _values.AsSpan(0, Count);

    public Span<long> Timestamps => _timestamps.AsSpan(0, Count);

    /// <summary>The histograms, <see langword="null"/> for other samples; only if there are any.</summary>
    public Span<NativeHistogram?> Histograms => _histograms.AsSpan(0, Count);

    public int LineCount { get; private set; }

    public Span<SampleLine> Lines => _lines.AsSpan(0, LineCount);

    /// <summary>Gets ready for a scrape.</summary>
    public void Clear()
    {
        Count = LineCount = 0;
        HasTimestamps = false;
        ReleaseObjects();
        Rejected.Clear();
        LineIndex.Clear();
        LabelIndex.Clear();
        Seen.Clear();
        Tracked.Clear();
    }

    /// <summary>Lets go of what belongs to a scrape: it is not needed any more, and the workspace may wait long for the next.</summary>
    public void ReleaseObjects()
    {
        if (HasHistograms)
        {
            Array.Clear(_histograms);
            HasHistograms = false;
        }

        NewSeries.Clear();
        Families.Clear();
        Descriptions.Clear();
        Created.Clear();
        Exemplars.Clear();
    }

    /// <summary>Looks whether there are more samples than allowed. Asked at the end, so that the report says how many there are.</summary>
    public ScrapeFailure? CheckLimit(long limit) => limit > 0 && Count > limit
        ? new ScrapeFailure("sample_limit", $"sample_limit exceeded: {Count} samples, the limit is {limit}")
        : null;

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

    /// <summary>Adds a histogram.</summary>
    /// <param name="series">The number of the series.</param>
    /// <param name="histogram">The histogram.</param>
    /// <param name="timestamp">Its timestamp; <see cref="NoTimestamp"/> if it has that of the scrape.</param>
    public void Add(int series, NativeHistogram histogram, long timestamp)
    {
        if (timestamp == NoTimestamp)
        {
            Add(series, 0);
        }
        else
        {
            Add(series, 0, timestamp);
        }

        if (_histograms.Length < _series.Length)
        {
            Array.Resize(ref _histograms, _series.Length);
        }

        HasHistograms = true;
        _histograms[Count - 1] = histogram;
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
        if (HasHistograms)
        {
            Array.Resize(ref _histograms, Count * 2);
        }

        if (HasTimestamps)
        {
            _timestamps.AsSpan(Count).Fill(NoTimestamp);
        }
    }
}

using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>Reads a body against the lines of the last scrape. It changes no table: a body that turns out malformed leaves no trace.</summary>
internal ref partial struct SeriesReader
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly ulong _format;
    private readonly SeriesTable _table;
    private readonly SeriesContext _context;
    private readonly ScrapeWorkspace _workspace;
    private ExpositionParser _parser;
    private ReadOnlySpan<SampleLine> _known;
    private int _cursor;
    private int _position;
    private MetricKind _kind;

    public SeriesReader(
        ReadOnlySpan<byte> body, ExpositionFormat format, SeriesTable table, SeriesContext context, ScrapeWorkspace workspace)
    {
        _body = body;
        _format = (ulong)format << 8;
        _table = table;
        _context = context;
        _workspace = workspace;
        _parser = new ExpositionParser(body, format, workspace.Labels, workspace.ExemplarLabels);
    }

    public ScrapeCounts Counts;

    /// <summary>Whether the lines are not those of the last scrape, one by one.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Why the scrape fails.</summary>
    public ScrapeFailure? Failure { get; private set; }

    /// <summary>Reads the whole body.</summary>
    /// <returns>Whether it is valid and within the limits.</returns>
    public bool Read()
    {
        if (!ReadLines())
        {
            Failure ??= Malformed(_parser.Error!);
            return false;
        }

        // Checked at the end, so that the report says how many samples there are.
        long limit = _context.Options.Limits.Samples;
        if (limit > 0 && _workspace.Count > limit)
        {
            Failure = new ScrapeFailure("sample_limit", $"sample_limit exceeded: {_workspace.Count} samples, the limit is {limit}");
            return false;
        }

        return true;
    }

    private bool ReadLines()
    {
        ReadUnchanged();
        if (_cursor == _table.Lines.Count)
        {
            Counts = _table.Counts;
            // The usual case: nothing but comments may follow.
            _parser.Seek(_position, _kind);
            if (!_parser.MoveToSample())
            {
                return _parser.Error is null;
            }
        }

        HasChanged = true;
        _known = _workspace.Unpack(_table.Lines);
        KeepPrefix();
        return ReadChanged();
    }

    // The hot path: as long as lines are where they were, a hash and a number each.
    private void ReadUnchanged()
    {
        ReadOnlySpan<byte> body = _body;
        ReadOnlySpan<KeptLine> known = _table.Lines.Kept;
        ReadOnlySpan<int> jumps = _table.Lines.Jumps;
        int position = 0;
        int cursor = 0;
        int series = -1;
        int jump = 0;
        MetricKind kind = MetricKind.Unknown;
        for (; cursor < known.Length; cursor++)
        {
            ref readonly KeptLine line = ref known[cursor];
            int valueStart = position + line.Length;
            if (valueStart >= body.Length || line.Length == 0
                || LineHash.Compute(body.Slice(position, line.Length), _format | (ulong)kind) != line.Hash)
            {
                break;
            }

            LineFlags flags = line.Flags;
            if ((flags & LineFlags.HasSeries) != 0)
            {
                series = (flags & LineFlags.Jump) == 0 ? series + 1 : jumps[jump++];
            }

            ReadOnlySpan<byte> rest = body[valueStart..];
            int length = SampleValue.ReadSimple(rest, out double value);
            if (length > 0 && length < rest.Length && rest[length] == '\n' && (flags & LineFlags.Timestamped) == 0)
            {
                position = valueStart + length + 1;
                if ((flags & (LineFlags.HasSeries | LineFlags.Duplicate)) == LineFlags.HasSeries)
                {
                    _workspace.Add(series, value);
                }
            }
            else if (!_parser.TryReadValueAt(valueStart, kind) || IsTimestamped != ((flags & LineFlags.Timestamped) != 0))
            {
                break;
            }
            else
            {
                position = _parser.Position;
                if ((flags & (LineFlags.HasSeries | LineFlags.Duplicate)) == LineFlags.HasSeries)
                {
                    AddSample(series);
                }
            }

            kind = line.Kind;
        }

        (_position, _cursor, _kind) = (position, cursor, kind);
    }

    private void AddSample(int series)
    {
        if (IsTimestamped)
        {
            _workspace.Add(series, _parser.Value, _parser.Timestamp);
        }
        else
        {
            _workspace.Add(series, _parser.Value);
        }
    }

    private readonly bool IsTimestamped => _parser.HasTimestamp && _context.Options.HonorTimestamps;

    private readonly ScrapeFailure Malformed(ExpositionError error) => new("malformed", $"malformed exposition, {error.Describe(_body)}");
}

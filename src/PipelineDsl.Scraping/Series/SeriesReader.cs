using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>Reads a body against the lines of the last scrape. It changes no table: a body that turns out malformed leaves no trace.</summary>
internal ref partial struct SeriesReader
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly ulong _format;
    private readonly SeriesTable _table;
    private readonly ReadOnlySpan<SampleLine> _known;
    private readonly SeriesContext _context;
    private readonly ScrapeWorkspace _workspace;
    private ExpositionParser _parser;
    private int _cursor;
    private int _position;
    private MetricKind _kind;

    public SeriesReader(
        ReadOnlySpan<byte> body, ExpositionFormat format, SeriesTable table, SeriesContext context, ScrapeWorkspace workspace)
    {
        _body = body;
        _format = (ulong)format << 8;
        _table = table;
        _known = table.Lines;
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
        if (_cursor == _known.Length)
        {
            // The usual case: nothing but comments may follow.
            _parser.Seek(_position, _kind);
            if (!_parser.MoveToSample())
            {
                return _parser.Error is null;
            }
        }

        HasChanged = true;
        KeepPrefix();
        return ReadChanged();
    }

    // The hot path: as long as lines are where they were, a hash and a number each.
    private void ReadUnchanged()
    {
        ReadOnlySpan<byte> body = _body;
        ReadOnlySpan<SampleLine> known = _known;
        int position = 0;
        int cursor = 0;
        MetricKind kind = MetricKind.Unknown;
        for (; cursor < known.Length; cursor++)
        {
            ref readonly SampleLine line = ref known[cursor];
            int valueStart = position + line.Length;
            if (valueStart >= body.Length || line.Length == 0
                || LineHash.Compute(body.Slice(position, line.Length), _format | (ulong)kind) != line.Hash)
            {
                break;
            }

            ReadOnlySpan<byte> rest = body[valueStart..];
            int length = SampleValue.ReadSimple(rest, out double value);
            if (length > 0 && length < rest.Length && rest[length] == '\n' && (line.Flags & LineFlags.Timestamped) == 0)
            {
                position = valueStart + length + 1;
                if (line.IsTracked)
                {
                    _workspace.Add(line.Series, value);
                }
            }
            else if (!_parser.TryReadValueAt(valueStart, kind) || IsTimestamped != ((line.Flags & LineFlags.Timestamped) != 0))
            {
                break;
            }
            else
            {
                position = _parser.Position;
                AddSample(line);
            }

            kind = line.Kind;
        }

        (_position, _cursor, _kind) = (position, cursor, kind);
        CountUnchanged();
    }

    private void CountUnchanged()
    {
        if (_cursor == _known.Length)
        {
            Counts = _table.Counts;
            return;
        }

        Counts.Scraped = _cursor;
        foreach (ref readonly SampleLine line in _known[.._cursor])
        {
            Counts.Relabeled += line.IsRelabeled ? 1 : 0;
            Counts.Duplicates += line.IsDuplicate ? 1 : 0;
            Counts.LeftOut += line.IsLeftOut ? 1 : 0;
        }
    }

    private void AddSample(in SampleLine line)
    {
        if (line.Series < 0 || line.IsDuplicate)
        {
            return;
        }

        if (IsTimestamped)
        {
            _workspace.Add(line.Series, _parser.Value, _parser.Timestamp);
        }
        else
        {
            _workspace.Add(line.Series, _parser.Value);
        }
    }

    private readonly bool IsTimestamped => _parser.HasTimestamp && _context.Options.HonorTimestamps;

    private readonly ScrapeFailure Malformed(ExpositionError error) => new("malformed", $"malformed exposition, {error.Describe(_body)}");
}

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
    private readonly bool _isOpenMetrics;
    private ExpositionParser _parser;
    private LineCollector _lines;
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
        _isOpenMetrics = format == ExpositionFormat.OpenMetrics;
        _parser = new ExpositionParser(body, format, workspace.Exposition.LabelSlices, workspace.Exposition.ExemplarSlices);
        _lines = new LineCollector(table, context, workspace);
    }

    // Whether the lines are not those of the last scrape, one by one.
    private bool HasChanged { get; set; }

    // A hash of what the lines say that tell since when others count; 0 if there are none.
    private ulong Created { get; set; }

    private ScrapeFailure? Failure { get; set; }

    private readonly ReadOutcome Outcome => new(_lines.Counts, Failure, HasChanged, Created);

    /// <summary>Reads the whole body.</summary>
    public ReadOutcome Read()
    {
        if (!ReadLines())
        {
            Failure ??= Malformed(_parser.Error!);
            return Outcome;
        }

        Failure = _workspace.CheckLimit(_context.Options.Limits.Samples);
        return Outcome;
    }

    private bool ReadLines()
    {
        ReadUnchanged();
        if (_cursor == _table.Lines.Count)
        {
            _lines.Counts = _table.Counts;
            // The usual case: nothing but comments may follow.
            _parser.Seek(_position, _kind);
            if (!_parser.MoveToSample())
            {
                return _parser.Error is null;
            }
        }

        HasChanged = true;
        _known = _workspace.Unpack(_table.Lines);
        _lines.KeepPrefix(_known[.._cursor]);
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
            if (length > 0 && length < rest.Length && rest[length] == '\n' && (flags & (LineFlags.Timestamped | LineFlags.Created)) == 0)
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
                NoteCreated(flags);
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

        if (_parser.HasExemplar)
        {
            AddExemplar(series);
        }
    }

    // One that was there last time is recognised by its text, and not made again.
    private void AddExemplar(int series)
    {
        ulong hash = LineHash.Compute(_body[_parser.ExemplarStart.._parser.Position], 0);
        if (!_table.Exemplars.IsLast(series, hash))
        {
            _workspace.Exemplars.Add(new SeriesExemplar(series, _parser.ToExemplar(), IsTimestamped ? _parser.Timestamp : null, hash));
        }
    }

    private void NoteCreated(LineFlags flags)
    {
        if ((flags & LineFlags.Created) != 0)
        {
            Created = (Created * 31) + BitConverter.DoubleToUInt64Bits(_parser.Value) + 1;
        }
    }

    private readonly bool IsTimestamped => _parser.HasTimestamp && _context.Options.HonorTimestamps;

    private readonly ScrapeFailure Malformed(ExpositionError error) => new("malformed", $"malformed exposition, {error.Describe(_body)}");
}

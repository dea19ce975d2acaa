using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>Reads a body against the lines of the last scrape. It changes no table: a body that turns out malformed leaves no trace.</summary>
internal ref struct SeriesReader
{
    // Lines that vanished are looked for this far ahead before an index is built.
    private const int Lookahead = 8;

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

    /// <summary>Why the body is not valid.</summary>
    public ExpositionError? Error { get; private set; }

    /// <summary>Reads the whole body.</summary>
    /// <returns>Whether it is valid.</returns>
    public bool Read()
    {
        ReadUnchanged();
        if (_cursor == _known.Length)
        {
            // The usual case: nothing but comments may follow.
            _parser.Seek(_position, _kind);
            if (!_parser.MoveToSample())
            {
                return (Error = _parser.Error) is null;
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

    private readonly bool IsTimestamped => _parser.HasTimestamp && _context.HonorTimestamps;

    // From here on the lines are collected anew; those that did match stay as they were.
    private void KeepPrefix()
    {
        foreach (ref readonly SampleLine line in _known[.._cursor])
        {
            _workspace.AddLine(line);
            if (line.Series >= 0)
            {
                _workspace.Seen.Add(line.Series);
                if (line.IsTracked)
                {
                    _workspace.Tracked.Add(line.Series);
                }
            }
        }
    }

    private bool ReadChanged()
    {
        while (true)
        {
            if (FindAhead() is >= 0 and int ahead && _parser.TryReadValueAt(_position + _known[ahead].Length, _kind))
            {
                _cursor = ahead + 1;
                Take(_known[ahead]);
            }
            else
            {
                _parser.Seek(_position, _kind);
                if (!_parser.MoveToSample())
                {
                    return (Error = _parser.Error) is null;
                }

                if (!ReadParsed())
                {
                    return false;
                }
            }

            (_position, _kind) = (_parser.Position, _workspace.Lines[^1].Kind);
        }
    }

    // The next line of the last scrape that starts here.
    private readonly int FindAhead()
    {
        ReadOnlySpan<byte> rest = _body[_position..];
        int end = Math.Min(_known.Length, _cursor + Lookahead);
        for (int i = _cursor; i < end; i++)
        {
            int length = _known[i].Length;
            if (length != 0 && length < rest.Length && LineHash.Compute(rest[..length], _format | (ulong)_kind) == _known[i].Hash)
            {
                return i;
            }
        }

        return -1;
    }

    // A line that the parser read: one that moved here, or a new one.
    private bool ReadParsed()
    {
        ReadOnlySpan<byte> text = _body[_position.._parser.ValueStart];
        ulong hash = LineHash.Compute(text, _format | (ulong)_kind);
        if (_known.Length > 0)
        {
            if (!_workspace.LineIndex.IsBuilt)
            {
                _table.FillLines(_workspace.LineIndex);
            }

            if (_workspace.LineIndex.TryGet(hash, out int known))
            {
                _cursor = known + 1;
                Take(_known[known]);
                return true;
            }
        }

        LabelSet? labels = _workspace.Labeler.Label(ref _parser, _context, out string? error);
        if (error is not null)
        {
            Error = new ExpositionError(error, _parser.ValueStart);
            return false;
        }

        // A value right behind a name, as in m+5, would make a prefix of other lines.
        bool isPositional = text.Length <= ushort.MaxValue && text[^1] is (byte)' ' or (byte)'\t' or (byte)'}';
        var line = new SampleLine
        {
            Hash = hash,
            Length = isPositional ? (ushort)text.Length : (ushort)0,
            Kind = _parser.Kind,
            Series = SampleLine.Dropped,
        };
        if (labels is not null && LabelHash.Compute(labels) is var labelHash)
        {
            bool isReserved = _table.IsReserved(labelHash);
            line.Flags = isReserved ? LineFlags.Duplicate : LineFlags.None;
            line.Series = isReserved ? SampleLine.Dropped : FindOrAdd(labels, labelHash);
        }

        Take(line);
        return true;
    }

    private int FindOrAdd(LabelSet labels, ulong hash)
    {

        if (!_workspace.LabelIndex.IsBuilt)
        {
            _table.Numbers.Fill(_workspace.LabelIndex);
        }

        if (!_workspace.LabelIndex.TryGet(hash, out int series))
        {
            series = _table.Numbers.Take(hash);
            _workspace.LabelIndex.TryAdd(hash, series);
            _workspace.NewSeries.Add(new NewSeries(series, labels));
            Counts.Added++;
        }

        return series;
    }

    private void Take(SampleLine line)
    {
        Counts.Scraped++;
        if (line.Series >= 0)
        {
            bool isFirst = _workspace.Seen.Add(line.Series);
            line.Flags = IsTimestamped ? LineFlags.Timestamped : isFirst ? LineFlags.None : LineFlags.Duplicate;
            if (line.IsTracked)
            {
                _workspace.Tracked.Add(line.Series);
            }

            AddSample(line);
        }

        Counts.Relabeled += line.IsRelabeled ? 1 : 0;
        Counts.Duplicates += line.IsDuplicate ? 1 : 0;
        _workspace.AddLine(line);
    }
}

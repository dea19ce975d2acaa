using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>What is done from the first line on that is not where it was.</summary>
internal ref partial struct SeriesReader
{
    // Lines that vanished are looked for this far ahead before an index is built.
    private const int Lookahead = 8;

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
                    return _parser.Error is null;
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
        if (_lines.TryFind(hash, out int known))
        {
            _cursor = known + 1;
            Take(_known[known]);
            return true;
        }

        _parser.CopyLabels(_workspace.Exposed);
        LabelSet? labels = _workspace.Labeler.Label(_workspace.Exposed, _context, out string? error);
        Failure = error is not null
            ? Malformed(new ExpositionError(error, _parser.ValueStart))
            : labels is null ? null : LabelLimits.Check(labels, _context.Options.Limits);
        if (Failure is not null)
        {
            _lines.Counts.Scraped++;
            return false;
        }

        SampleLine line = _lines.Create(hash, _parser.Kind, labels);
        // A value right behind a name, as in m+5, would make a prefix of other lines.
        bool isPositional = text.Length <= ushort.MaxValue && text[^1] is (byte)' ' or (byte)'\t' or (byte)'}';
        line.Length = isPositional ? (ushort)text.Length : (ushort)0;
        line.Flags |= _isOpenMetrics && _parser.IsCreated ? LineFlags.Created : LineFlags.None;
        Take(line);
        return true;
    }

    private void Take(SampleLine line)
    {
        NoteCreated(line.Flags);
        if (_lines.Take(line, IsTimestamped))
        {
            AddSample(line.Series);
        }
    }
}

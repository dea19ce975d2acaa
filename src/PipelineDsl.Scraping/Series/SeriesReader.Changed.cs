using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>What is done from the first line on that is not where it was.</summary>
internal ref partial struct SeriesReader
{
    // Lines that vanished are looked for this far ahead before an index is built.
    private const int Lookahead = 8;

    // From here on the lines are collected anew; those that did match stay as they were.
    private void KeepPrefix()
    {
        Counts = new ScrapeCounts { Scraped = _cursor };
        foreach (ref readonly SampleLine line in _known[.._cursor])
        {
            _workspace.AddLine(line);
            Count(line);
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
            Counts.Scraped++;
            Failure = Malformed(new ExpositionError(error, _parser.ValueStart));
            return false;
        }

        if (labels is not null && (Failure = LabelLimits.Check(labels, _context.Options.Limits)) is not null)
        {
            Counts.Scraped++;
            return false;
        }

        Take(NewLine(text, hash, labels));
        return true;
    }

    private SampleLine NewLine(ReadOnlySpan<byte> text, ulong hash, LabelSet? labels)
    {
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
            if (_table.IsReserved(labelHash))
            {
                line.Flags = LineFlags.Duplicate;
            }
            else if (!TryFindOrAdd(labels, labelHash, out line.Series))
            {
                line.Flags = LineFlags.LeftOut;
            }
        }

        return line;
    }

    // Fails for a new series beyond the limit.
    private bool TryFindOrAdd(LabelSet labels, ulong hash, out int series)
    {
        if (!_workspace.LabelIndex.IsBuilt)
        {
            _table.Numbers.Fill(_workspace.LabelIndex);
        }

        if (_workspace.LabelIndex.TryGet(hash, out series))
        {
            return true;
        }

        ScrapeLimits limits = _context.Options.Limits;
        if (limits.Series > 0 && _table.SeriesCount >= limits.Series)
        {
            series = SampleLine.Dropped;
            return false;
        }

        series = _table.Numbers.Take(hash);
        _workspace.LabelIndex.TryAdd(hash, series);
        _workspace.NewSeries.Add(new NewSeries(series, labels));
        // Samples beyond their limit come to nothing, and so do their series.
        Counts.Added += limits.Samples == 0 || _workspace.Count < limits.Samples ? 1 : 0;
        return true;
    }

    private void Take(SampleLine line)
    {
        Counts.Scraped++;
        if (line.Series >= 0)
        {
            bool isFirst = _workspace.Seen.Add(line.Series);
            line.Flags = IsTimestamped ? TimestampedFlags : isFirst ? LineFlags.None : LineFlags.Duplicate;
            if (line.IsTracked)
            {
                _workspace.Tracked.Add(line.Series);
            }

            if (!line.IsDuplicate)
            {
                AddSample(line.Series);
            }
        }

        Count(line);
        _workspace.AddLine(line);
    }

    private void Count(in SampleLine line)
    {
        Counts.Relabeled += line.IsRelabeled ? 1 : 0;
        Counts.Duplicates += line.IsDuplicate ? 1 : 0;
        Counts.LeftOut += line.IsLeftOut ? 1 : 0;
    }

    private readonly LineFlags TimestampedFlags =>
        _context.Options.TrackTimestampsStaleness ? LineFlags.Timestamped : LineFlags.Timestamped | LineFlags.Untracked;
}

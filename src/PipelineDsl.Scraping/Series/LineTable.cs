namespace PipelineDsl.Scraping.Series;

/// <summary>The lines of a target's last scrape. Series are numbered in the order they come, so that few numbers have to be kept.</summary>
internal sealed class LineTable
{
    private const int MostScrapesToShare = 1024;

    private KeptLine[] _lines = [];
    private int[] _jumps = [];
    private bool _isShared;
    private int _scrapesToShare;
    private int _unchanged;

    public int Count { get; private set; }

    /// <summary>The lines as they are kept.</summary>
    public ReadOnlySpan<KeptLine> Kept => _lines.AsSpan(0, Count);

    /// <summary>The numbers of lines that have <see cref="LineFlags.Jump"/>, in their order.</summary>
    public ReadOnlySpan<int> Jumps => _jumps;

    public Enumerator GetEnumerator() => new(this);

    /// <summary>Replaces all lines.</summary>
    /// <returns>Whether the memory was taken anew.</returns>
    public bool Replace(ReadOnlySpan<SampleLine> lines)
    {
        if (_isShared)
        {
            // Not worth it for lines that change now and then.
            _scrapesToShare = Math.Clamp(_scrapesToShare * 2, 1, MostScrapesToShare);
        }

        bool isNew = _isShared || lines.Length > _lines.Length || lines.Length < _lines.Length / 2;
        (_isShared, _unchanged) = (false, 0);
        if (isNew)
        {
            // A first scrape is kept exactly; a table that grows gets some slack.
            _lines = new KeptLine[_lines.Length == 0 ? lines.Length : lines.Length + (lines.Length / 16)];
        }

        int jumps = CountJumps(lines);
        if (jumps != _jumps.Length)
        {
            _jumps = new int[jumps];
        }

        Count = lines.Length;
        int last = -1;
        int jump = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            ref readonly SampleLine line = ref lines[i];
            LineFlags flags = line.Flags;
            if (line.Series >= 0)
            {
                flags |= LineFlags.HasSeries;
                if (line.Series != last + 1)
                {
                    flags |= LineFlags.Jump;
                    _jumps[jump++] = line.Series;
                }

                last = line.Series;
            }

            _lines[i] = new KeptLine { Hash = line.Hash, Length = line.Length, Kind = line.Kind, Flags = flags };
        }

        return isNew;
    }

    /// <summary>Notes the end of a scrape: lines that stay may be kept together with those of other targets.</summary>
    public void Share(SharedLines shared)
    {
        if (!_isShared && _unchanged++ >= _scrapesToShare)
        {
            (_lines, _isShared) = (shared.Share(_lines, Count), true);
        }
    }

    private static int CountJumps(ReadOnlySpan<SampleLine> lines)
    {
        int jumps = 0;
        int last = -1;
        foreach (ref readonly SampleLine line in lines)
        {
            if (line.Series >= 0)
            {
                jumps += line.Series == last + 1 ? 0 : 1;
                last = line.Series;
            }
        }

        return jumps;
    }

    /// <summary>Goes over the lines with their numbers.</summary>
    public struct Enumerator(LineTable table)
    {
        private int _at = -1;
        private int _jump;
        private int _last = -1;

        public SampleLine Current { get; private set; }

        public bool MoveNext()
        {
            if (++_at == table.Count)
            {
                return false;
            }

            ref readonly KeptLine line = ref table._lines[_at];
            bool hasSeries = (line.Flags & LineFlags.HasSeries) != 0;
            if (hasSeries)
            {
                _last = (line.Flags & LineFlags.Jump) != 0 ? table._jumps[_jump++] : _last + 1;
            }

            Current = new SampleLine
            {
                Hash = line.Hash,
                Length = line.Length,
                Kind = line.Kind,
                Flags = line.Flags & ~(LineFlags.HasSeries | LineFlags.Jump),
                Series = hasSeries ? _last : SampleLine.Dropped,
            };
            return true;
        }
    }
}

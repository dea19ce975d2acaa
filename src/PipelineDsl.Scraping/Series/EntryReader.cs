using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>Reads a body of any format against the last scrape, sample by sample: for what <see cref="SeriesReader"/> cannot read by place.</summary>
/// <remarks>A series is recognised by a hash of its exposed labels. It changes no table: a body that turns out malformed leaves no trace.</remarks>
internal ref struct EntryReader
{
    private const int Lookahead = 8;

    // No kind and no format of the positional reader makes such seeds.
    private const ulong Seed = 1UL << 32;
    private const ulong HistogramSeed = 1UL << 33;

    private readonly ReadOnlySpan<byte> _body;
    private readonly SeriesTable _table;
    private readonly SeriesContext _context;
    private readonly ScrapeWorkspace _workspace;
    private readonly ReadOnlySpan<SampleLine> _known;
    private ExpositionReader _reader;
    private LineCollector _lines;
    private int _cursor;
    private bool _hasChanged;
    private ScrapeFailure? _failure;
    private ScrapeFailure? _overBuckets;

    public EntryReader(ReadOnlySpan<byte> body, ExpositionFormat format, SeriesTable table, SeriesContext context, ScrapeWorkspace workspace)
    {
        _body = body;
        (_table, _context, _workspace) = (table, context, workspace);
        _reader = new ExpositionReader(body, format, context.Exposition, workspace.Exposition);
        _lines = new LineCollector(table, context, workspace);
        _known = workspace.Unpack(table.Lines);
    }

    /// <summary>Reads the whole body.</summary>
    public ReadOutcome Read()
    {
        while (_failure is null && _reader.MoveNext())
        {
            if (_reader.Entry is ExpositionEntry.Sample or ExpositionEntry.Histogram)
            {
                ReadSample();
            }
            else
            {
                _workspace.Families.Add(ref _reader);
            }
        }

        if (!_hasChanged && _cursor == _known.Length)
        {
            _lines.Counts = _table.Counts;
        }
        else
        {
            Change();
        }

        if (_failure is null && _reader.Error is { } error)
        {
            _failure = Malformed(error.Describe(_body));
        }

        return new ReadOutcome(_lines.Counts, _failure ?? _workspace.CheckLimit(_context.Options.Limits.Samples) ?? _overBuckets, _hasChanged, 0);
    }

    private void ReadSample()
    {
        bool isHistogram = _reader.Entry == ExpositionEntry.Histogram;
        bool isTimestamped = _reader.HasTimestamp && _context.Options.HonorTimestamps;
        ulong hash = LineHash.Compute(_reader.Labels.Bytes, isHistogram ? HistogramSeed : Seed);
        if (!_hasChanged)
        {
            if (_cursor < _known.Length && _known[_cursor].Hash == hash && isTimestamped == ((_known[_cursor].Flags & LineFlags.Timestamped) != 0))
            {
                ref readonly SampleLine same = ref _known[_cursor++];
                if (same.Series >= 0 && !same.IsDuplicate)
                {
                    Add(same.Series, isTimestamped);
                }

                return;
            }

            Change();
        }

        if (FindKnown(hash) is >= 0 and int place)
        {
            _cursor = place + 1;
            Take(_known[place], isTimestamped);
        }
        else
        {
            TakeNew(hash, isHistogram, isTimestamped);
        }
    }

    // From here on the lines are collected anew; those that did match stay as they were.
    private void Change()
    {
        if (!_hasChanged)
        {
            _hasChanged = true;
            _lines.KeepPrefix(_known[.._cursor]);
        }
    }

    private readonly int FindKnown(ulong hash)
    {
        int end = Math.Min(_known.Length, _cursor + Lookahead);
        for (int i = _cursor; i < end; i++)
        {
            if (_known[i].Hash == hash)
            {
                return i;
            }
        }

        return _lines.TryFind(hash, out int place) ? place : -1;
    }

    private void TakeNew(ulong hash, bool isHistogram, bool isTimestamped)
    {
        LabelSet? labels = _workspace.Labeler.Label(_reader.Labels, _context, out string? error);
        _failure = error is not null ? Malformed(error) : labels is null ? null : LabelLimits.Check(labels, _context.Options.Limits);
        if (_failure is not null)
        {
            _lines.Counts.Scraped++;
            return;
        }

        SampleLine line = _lines.Create(hash, _reader.Kind, labels);
        line.Flags |= isHistogram ? LineFlags.Histogram : LineFlags.None;
        Take(line, isTimestamped);
    }

    private void Take(in SampleLine line, bool isTimestamped)
    {
        if (_lines.Take(line, isTimestamped))
        {
            Add(line.Series, isTimestamped);
        }
    }

    private void Add(int series, bool isTimestamped)
    {
        long timestamp = isTimestamped ? _reader.Timestamp : ScrapeWorkspace.NoTimestamp;
        if (_reader.Histogram is { } histogram)
        {
            if (Fit(histogram) is not { } fitting)
            {
                return;
            }

            _workspace.Add(series, fitting, timestamp);
        }
        else if (isTimestamped)
        {
            _workspace.Add(series, _reader.Value, timestamp);
        }
        else
        {
            _workspace.Add(series, _reader.Value);
        }

        if (_reader.FindCreated() is not 0 and long created && _table.Created.IsNews(series, created))
        {
            _workspace.Created.Add((series, created));
        }

        while (_reader.TryTakeExemplar(out Exemplar? exemplar))
        {
            // Those of a histogram stay for many scrapes: without a timestamp nobody could tell old ones from new.
            if (exemplar.Timestamp is not null || _reader.Histogram is null)
            {
                _workspace.Exemplars.Add(new SeriesExemplar(series, exemplar, isTimestamped ? timestamp : null, 0));
            }
        }
    }

    private NativeHistogram? Fit(NativeHistogram histogram)
    {
        if (HistogramCheck.Check(histogram) is { } error)
        {
            _failure = Malformed($"{error}: {_workspace.Labeler.Label(_reader.Labels, _context, out _)}");
            return null;
        }

        NativeHistogram? fitting = _context.Fit.Fit(histogram);
        if (fitting is null)
        {
            // Reading goes on, so that the report says how many samples there are.
            _lines.IsOverLimit = true;
            _overBuckets ??= new ScrapeFailure(
                "native_histogram_bucket_limit",
                $"native_histogram_bucket_limit exceeded: {_workspace.Labeler.Label(_reader.Labels, _context, out _)} has more than {_context.Options.Limits.NativeHistogramBuckets} buckets however coarse");
        }

        return fitting;
    }

    private static ScrapeFailure Malformed(string message) => new("malformed", $"malformed exposition, {message}");
}

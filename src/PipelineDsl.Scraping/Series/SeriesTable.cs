using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>A target's series by the lines of its last scrape. Where lines stay in place, a scrape costs a hash and a number each.</summary>
/// <remarks>
/// Memory is 12 bytes for a line, which targets with the same lines share, and 8 for a series. A target that fails or exposes nothing keeps its table: when it comes back its series
/// are known. Lines with timestamps of their own are tracked for staleness only on demand, as in Prometheus.
/// </remarks>
internal sealed class SeriesTable(SeriesContext context, ulong[] reservedLabels)
{
    private readonly int _reserved = reservedLabels.Count(hash => hash != 0);
    private readonly ToldDetails _details = new(context);
    private LastTimestamps? _lastTimestamps;
    private bool _isStale = true;
    private long _lastTime;

    /// <summary>The lines of the last scrape.</summary>
    public LineTable Lines { get; } = new();

    /// <summary>The numbers of the series.</summary>
    public SeriesNumbers Numbers { get; } = new();

    /// <summary>The last exemplar of each series that has any.</summary>
    public LastExemplars Exemplars { get; } = new();

    /// <summary>Since when the series count, where the target says.</summary>
    public CreatedTimes Created { get; } = new();

    /// <summary>How many series the target has, those that report on it left out.</summary>
    public int SeriesCount => Numbers.Count - _reserved;

    /// <summary>What the last scrape's lines count for if nothing changes.</summary>
    public ScrapeCounts Counts { get; private set; }

    /// <summary>Whether labels are those of a series that reports on the scrape.</summary>
    public bool IsReserved(ulong labelHash) => reservedLabels.AsSpan().Contains(labelHash);

    /// <summary>Fills an index from line hashes to places; of equal lines the first counts.</summary>
    public void FillLines(HashIndex index)
    {
        ReadOnlySpan<KeptLine> lines = Lines.Kept;
        index.Build(lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            index.TryAdd(lines[i].Hash, i);
        }
    }

    /// <summary>Evaluates a scrape. Nothing is appended and nothing remembered when it fails.</summary>
    /// <param name="body">The body; in the text format with a line break added.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="scrapeTime">The timestamp of samples that bring none.</param>
    /// <param name="sink">Takes the samples and stale markers.</param>
    /// <param name="workspace">Room to work in.</param>
    /// <param name="counts">What came of the samples, up to the error if there is one.</param>
    /// <returns>Why the scrape fails: its body is malformed or too much; <see langword="null"/> if it does not.</returns>
    public ScrapeFailure? Append(
        ReadOnlySpan<byte> body, ExpositionFormat format, long scrapeTime, SampleSink sink, ScrapeWorkspace workspace, out ScrapeCounts counts)
    {
        workspace.Clear();
        bool isPositional = format != ExpositionFormat.Protobuf && !context.Options.Histograms.ConvertClassicToNhcb;
        ReadOutcome read = isPositional
            ? new SeriesReader(body, format, this, context, workspace).Read()
            : new EntryReader(body, format, this, context, workspace).Read();
        counts = read.Counts;
        if (read.Failure is not null)
        {
            foreach (NewSeries series in workspace.NewSeries)
            {
                Numbers.Return(series.Number);
            }

            return read.Failure;
        }

        // A body without samples, such as an empty one, ends all series but forgets none.
        if (counts.Scraped == 0)
        {
            AppendAllStale(scrapeTime, sink);
            return null;
        }

        if (workspace.HasTimestamps || _lastTimestamps is not null)
        {
            _lastTimestamps ??= new LastTimestamps(Lines, _lastTime, _isStale);
            _lastTimestamps.Revive(workspace.NewSeries, Numbers);
            _lastTimestamps.Filter(workspace, scrapeTime, context.Options.TrackTimestampsStaleness, ref counts);
        }

        _details.Find(body, format, isPositional, read, this, workspace);
        FilterDetails(workspace, scrapeTime);
        sink.Append(workspace, scrapeTime);
        if (_lastTimestamps is { } timestamps)
        {
            AppendEnded(timestamps, scrapeTime, sink);
        }

        if (read.HasChanged)
        {
            AppendVanished(scrapeTime, sink, workspace);
            Remember(workspace, read.Counts);
        }

        Lines.Share(context.SharedLines);

        _isStale = false;
        _lastTime = scrapeTime;
        return null;
    }

    /// <summary>Ends all series: the target failed, exposes nothing or is gone.</summary>
    public void AppendAllStale(long scrapeTime, SampleSink sink)
    {
        if (_isStale)
        {
            return;
        }

        foreach (SampleLine line in Lines)
        {
            if (line.Series >= 0 && (_lastTimestamps?.End(line.Series) ?? line.IsTracked))
            {
                AppendStale(line, scrapeTime, sink);
            }
        }

        _isStale = true;
        _lastTime = scrapeTime;
    }

    private void FilterDetails(ScrapeWorkspace workspace, long scrapeTime)
    {
        foreach ((int series, long created) in workspace.Created)
        {
            Created.Set(series, created);
        }

        if (workspace.Exemplars.Count > 0)
        {
            Exemplars.Filter(workspace.Exemplars, workspace.Rejected, scrapeTime);
        }
    }

    // With timestamps of their own, series that stay may end too: because a sample is refused, or brings a timestamp now.
    private void AppendEnded(LastTimestamps timestamps, long scrapeTime, SampleSink sink)
    {
        foreach (SampleLine line in Lines)
        {
            if (line.Series >= 0 && timestamps.HasEnded(line.Series))
            {
                AppendStale(line, scrapeTime, sink);
            }
        }
    }

    // Ends what was here last time and is not now; what no line stands for any more is forgotten.
    private void AppendVanished(long scrapeTime, SampleSink sink, ScrapeWorkspace workspace)
    {
        foreach (SampleLine line in Lines)
        {
            if (line.Series < 0)
            {
                continue;
            }

            if (_lastTimestamps is null && line.IsTracked && !_isStale && workspace.Tracked.Add(line.Series))
            {
                AppendStale(line, scrapeTime, sink);
            }

            // A series may have several lines: adding says whether it was released before.
            if (workspace.Seen.Add(line.Series))
            {
                sink.Release(line.Series);
                _lastTimestamps?.Forget(line.Series, Numbers.HashOf(line.Series), scrapeTime);
                Numbers.Return(line.Series);
                Exemplars.Forget(line.Series);
                Created.Forget(line.Series);
            }
        }
    }

    private void AppendStale(in SampleLine line, long scrapeTime, SampleSink sink)
    {
        // A target that brings timestamps may be ahead of us: its series end where they stand.
        if (_lastTimestamps?.TryAdvance(line.Series, scrapeTime) ?? true)
        {
            sink.AppendStale(line.Series, scrapeTime, (line.Flags & LineFlags.Histogram) != 0);
        }
    }

    private void Remember(ScrapeWorkspace workspace, ScrapeCounts counts)
    {
        Span<SampleLine> lines = workspace.Lines;
        if (counts.LeftOut > 0 && SeriesCount < context.Options.Limits.Series)
        {
            ReconsiderLeftOut(lines);
        }

        if (Lines.Replace(lines))
        {
            Numbers.Trim();
        }

        counts.Added = 0;
        Counts = counts;
    }

    // Series went, so that others have room: their lines are taken for unknown next time.
    private static void ReconsiderLeftOut(Span<SampleLine> lines)
    {
        foreach (ref SampleLine line in lines)
        {
            if (line.IsLeftOut)
            {
                (line.Hash, line.Length) = (0, 0);
            }
        }
    }
}

using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Series;

/// <summary>Collects the lines of a scrape that is not as the last one was, and gives new series their numbers.</summary>
internal struct LineCollector(SeriesTable table, SeriesContext context, ScrapeWorkspace workspace)
{
    public ScrapeCounts Counts;

    /// <summary>Whether samples were refused so that the scrape fails: what is new from then on comes to nothing.</summary>
    public bool IsOverLimit { get; set; }

    /// <summary>Takes over lines that are as they were.</summary>
    public void KeepPrefix(ReadOnlySpan<SampleLine> known)
    {
        Counts = new ScrapeCounts { Scraped = known.Length };
        foreach (ref readonly SampleLine line in known)
        {
            workspace.AddLine(line);
            Count(line);
            if (line.Series >= 0)
            {
                workspace.Seen.Add(line.Series);
                if (line.IsTracked)
                {
                    workspace.Tracked.Add(line.Series);
                }
            }
        }
    }

    /// <summary>Looks for a line of the last scrape, wherever it stood.</summary>
    public readonly bool TryFind(ulong hash, out int place)
    {
        place = -1;
        if (table.Lines.Count == 0)
        {
            return false;
        }

        if (!workspace.LineIndex.IsBuilt)
        {
            table.FillLines(workspace.LineIndex);
        }

        return workspace.LineIndex.TryGet(hash, out place);
    }

    /// <summary>Makes a line that was not there before.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="kind">The kind of metric in force behind it.</param>
    /// <param name="labels">The final labels; <see langword="null"/> if a rule dropped the series.</param>
    public SampleLine Create(ulong hash, MetricKind kind, LabelSet? labels)
    {
        var line = new SampleLine { Hash = hash, Kind = kind, Series = SampleLine.Dropped };
        if (labels is not null && LabelHash.Compute(labels) is var labelHash)
        {
            if (table.IsReserved(labelHash))
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

    /// <summary>Takes a line of this scrape.</summary>
    /// <returns>Whether its sample counts.</returns>
    public bool Take(SampleLine line, bool isTimestamped)
    {
        Counts.Scraped++;
        if (line.Series >= 0)
        {
            bool isFirst = workspace.Seen.Add(line.Series);
            LineFlags lasting = line.Flags & (LineFlags.Histogram | LineFlags.Created);
            line.Flags = lasting | (isTimestamped ? TimestampedFlags : isFirst ? LineFlags.None : LineFlags.Duplicate);
            if (line.IsTracked)
            {
                workspace.Tracked.Add(line.Series);
            }
        }

        Count(line);
        workspace.AddLine(line);
        return line.Series >= 0 && !line.IsDuplicate;
    }

    // Fails for a new series beyond the limit.
    private bool TryFindOrAdd(LabelSet labels, ulong hash, out int series)
    {
        if (!workspace.LabelIndex.IsBuilt)
        {
            table.Numbers.Fill(workspace.LabelIndex);
        }

        if (workspace.LabelIndex.TryGet(hash, out series))
        {
            return true;
        }

        ScrapeLimits limits = context.Options.Limits;
        if (limits.Series > 0 && table.SeriesCount >= limits.Series)
        {
            series = SampleLine.Dropped;
            return false;
        }

        series = table.Numbers.Take(hash);
        workspace.LabelIndex.TryAdd(hash, series);
        workspace.NewSeries.Add(new NewSeries(series, labels));
        // Samples beyond their limit come to nothing, and so do their series.
        Counts.Added += !IsOverLimit && (limits.Samples == 0 || workspace.Count < limits.Samples) ? 1 : 0;
        return true;
    }

    private void Count(in SampleLine line)
    {
        Counts.Relabeled += line.IsRelabeled ? 1 : 0;
        Counts.Duplicates += line.IsDuplicate ? 1 : 0;
        Counts.LeftOut += line.IsLeftOut ? 1 : 0;
    }

    private readonly LineFlags TimestampedFlags =>
        context.Options.TrackTimestampsStaleness ? LineFlags.Timestamped : LineFlags.Timestamped | LineFlags.Untracked;
}

using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>What a target says of its series besides samples, as far as destinations were told. Costs nothing while it says the same.</summary>
internal sealed class ToldDetails(SeriesContext context)
{
    private static readonly ExpositionOptions s_text = new() { ReadCreated = true, KeepCreatedLines = true };

    private ulong[] _families = [];
    private ulong _familiesHash;
    private ulong _createdHash;

    /// <summary>Finds what is new in a valid body, for <see cref="SampleSink.Append(ScrapeWorkspace, long)"/>.</summary>
    /// <param name="body">The body.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="isPositional">Whether it was read by places: its families are still to be looked for.</param>
    /// <param name="read">What came of reading it.</param>
    /// <param name="table">The series, before it remembers this scrape.</param>
    /// <param name="workspace">Where the body was read; gets what is new.</param>
    public void Find(
        ReadOnlySpan<byte> body, ExpositionFormat format, bool isPositional, in ReadOutcome read, SeriesTable table, ScrapeWorkspace workspace)
    {
        if (isPositional && read.HasChanged)
        {
            workspace.Families.Scan(body, format, workspace.Exposition);
        }

        foreach (NewSeries series in workspace.NewSeries)
        {
            if (workspace.Families.Find(series.Labels.Find("__name__"u8)) is { } metadata)
            {
                workspace.Descriptions.Add((series.Number, metadata));
            }
        }

        ulong[] known = _families;
        bool hasNewFamilies = (!isPositional || read.HasChanged) && Replace(workspace.Families);
        bool hasNewTimes = read.Created != _createdHash || (read.Created != 0 && workspace.NewSeries.Count > 0);
        _createdHash = read.Created;
        if (hasNewTimes || (hasNewFamilies && table.Lines.Count > 0))
        {
            // Once, not with each scrape: a family's text or the process behind the target is another.
            ReadOnlySpan<SampleLine> lines = read.HasChanged ? workspace.Lines : workspace.Unpack(table.Lines);
            ExpositionOptions options = isPositional ? s_text : context.Exposition;
            Walk(new ExpositionReader(body, format, options, workspace.Exposition), lines, known, table, workspace, hasNewTimes);
        }
    }

    private bool Replace(Families families)
    {
        ulong hash = families.Hash;
        if (hash == _familiesHash)
        {
            return false;
        }

        ulong[] hashes = [.. families.Hashes];
        Array.Sort(hashes);
        bool hasNew = hashes.Any(family => Array.BinarySearch(_families, family) < 0);
        (_families, _familiesHash) = (hashes, hash);
        return hasNew;
    }

    private void Walk(
        ExpositionReader reader, ReadOnlySpan<SampleLine> lines, ReadOnlySpan<ulong> known, SeriesTable table, ScrapeWorkspace workspace, bool hasNewTimes)
    {
        bool isNewFamily = false;
        int at = 0;
        while (at < lines.Length && reader.MoveNext())
        {
            if (reader.Entry is not (ExpositionEntry.Sample or ExpositionEntry.Histogram))
            {
                isNewFamily = reader.Entry == ExpositionEntry.Comment ? isNewFamily : workspace.Families.IsNew(reader.Name, known);
                continue;
            }

            ref readonly SampleLine line = ref lines[at++];
            if (line.Series < 0 || line.IsDuplicate)
            {
                continue;
            }

            if (isNewFamily && workspace.Labeler.Label(reader.Labels, context, out _) is { } labels
                && workspace.Families.Find(labels.Find("__name__"u8)) is { } metadata)
            {
                workspace.Descriptions.Add((line.Series, metadata));
            }

            if (hasNewTimes && (line.Flags & LineFlags.Created) == 0 && reader.FindCreated() is not 0 and long created
                && table.Created.IsNews(line.Series, created))
            {
                workspace.Created.Add((line.Series, created));
            }
        }
    }
}

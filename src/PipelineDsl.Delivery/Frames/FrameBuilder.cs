using System.Runtime.InteropServices;
using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Makes frames of targets whose scrapes repeat.</summary>
/// <remarks>
/// Segments of 1.0 stand for themselves and follow each other in any request. One of 2.0 is a request of its own, since all its numbers
/// hang on its symbols; targets too small for that are better off sharing requests.
/// </remarks>
internal sealed class FrameBuilder(RemoteWriteVersion version, int maxSamplesPerSend)
{
    /// <summary>Fewer samples than this make no request of 2.0 worth its symbols.</summary>
    private const int LeastVersion2 = 100;

    private const int SegmentsPerRequest = 8;
    private const int MostKeptPlaces = 256 * 1024;

    private static readonly BoundedPool<FrameTemplate> s_templates = new(1, template => template.Capacity <= MostKeptPlaces);
    private static readonly BoundedPool<FrameEncoder> s_encoders = new(1, encoder => encoder.Capacity <= MostKeptPlaces);

    /// <param name="scrape">A scrape's samples, of each series one.</param>
    /// <param name="table">The target's series.</param>
    /// <param name="segments">Where their labels are.</param>
    /// <returns>The frame; <see langword="null"/> if this target cannot have one.</returns>
    public TargetFrame? Build(List<StagedSample> scrape, SeriesTable table, SegmentTable segments)
    {
        ReadOnlySpan<StagedSample> samples = CollectionsMarshal.AsSpan(scrape);
        int size = SegmentSize(samples.Length);
        if (size == 0)
        {
            return null;
        }

        var made = new FrameSegment[(samples.Length + size - 1) / size];
        for (int i = 0; i < made.Length; i++)
        {
            ReadOnlySpan<StagedSample> part = samples[(i * size)..Math.Min(samples.Length, (i + 1) * size)];
            if (BuildSegment(part, table, segments) is not { } segment)
            {
                return null;
            }

            made[i] = segment;
        }

        return new TargetFrame(version, [.. scrape.Select(sample => sample.Number)], made);
    }

    private int SegmentSize(int samples)
    {
        if (samples == 0)
        {
            return 0;
        }

        if (version == RemoteWriteVersion.One)
        {
            return Math.Max(1, maxSamplesPerSend / SegmentsPerRequest);
        }

        // Requests of about the same size.
        int requests = (samples + maxSamplesPerSend - 1) / maxSamplesPerSend;
        int size = (samples + requests - 1) / requests;
        return size >= LeastVersion2 ? size : 0;
    }

    /// <summary>Makes a segment anew in which all values of a scrape fit that did not fit the one before.</summary>
    /// <param name="samples">The segment's samples.</param>
    /// <param name="before">The segment as it was.</param>
    /// <param name="table">The target's series.</param>
    /// <param name="segments">Where their labels are.</param>
    public FrameSegment? Widen(ReadOnlySpan<StagedSample> samples, FrameSegment before, SeriesTable table, SegmentTable segments) =>
        BuildSegment(samples, table, segments, before);

    private FrameSegment? BuildSegment(ReadOnlySpan<StagedSample> samples, SeriesTable table, SegmentTable segments, FrameSegment? before = null)
    {
        FrameTemplate template = s_templates.Rent();
        template.Clear();
        if (version == RemoteWriteVersion.One)
        {
            for (int i = 0; i < samples.Length; i++)
            {
                template.AddVersion1(table.ReferencesOf(samples[i].Series), segments, IsNarrow(samples[i], before, i));
            }
        }
        else
        {
            AddVersion2(template, samples, table, segments, before);
        }

        FrameEncoder encoder = s_encoders.Rent();
        FrameSegment? segment = encoder.Encode(template);
        s_encoders.Return(encoder);
        s_templates.Return(template);
        return segment;
    }

    // A value that was too wide once may be so again. What ends a series comes once, and is no reason.
    private static bool IsNarrow(in StagedSample sample, FrameSegment? before, int place) =>
        before?.IsNarrow(place) != false && (FrameTemplate.IsNarrow(sample.Value) || StaleMarker.IsStale(sample.Value));

    private static void AddVersion2(FrameTemplate template, ReadOnlySpan<StagedSample> samples, SeriesTable table, SegmentTable segments, FrameSegment? before)
    {
        // Twice over, since the symbols go first.
        var symbols = new SymbolTable();
        foreach (ref readonly StagedSample sample in samples)
        {
            symbols.HeadOf(sample.Series, table.ReferencesOf(sample.Series), segments);
        }

        template.Add(symbols.Fields);
        for (int i = 0; i < samples.Length; i++)
        {
            template.AddVersion2(symbols.HeadOf(samples[i].Series, table.ReferencesOf(samples[i].Series), segments), IsNarrow(samples[i], before, i));
        }
    }
}

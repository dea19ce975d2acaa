using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Writes samples into the open batch of a shard, from frames where they fit.</summary>
/// <param name="options">The limits of a batch.</param>
/// <param name="deadline">The longest a batch stays open.</param>
/// <param name="version">The version of new batches.</param>
/// <param name="time">The clock.</param>
/// <param name="pools">What batches are made in.</param>
/// <param name="monitor">Hears of what cannot be sent.</param>
internal sealed class RemoteWriteAssembler(
    QueueOptions options, TimeSpan deadline, NegotiatedVersion version, TimeProvider time, BatchPools pools, DeliveryMonitor monitor)
    : BatchAssembler<RemoteWriteBatch>(deadline, time)
{
    /// <summary>A request is sealed at this size even if it has room for more samples: receivers refuse very large ones.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Writes a target's samples, in order.</summary>
    /// <param name="staged">The samples.</param>
    /// <param name="frame">What the values among them follow; <see langword="null"/> if there are none.</param>
    /// <param name="table">The target's series.</param>
    /// <param name="segments">Where their labels are.</param>
    /// <param name="lastBatch">The number of the shared batch that this target wrote to last.</param>
    public void Add(StagedSamples staged, TargetFrame? frame, SeriesTable table, SegmentTable segments, ref long lastBatch)
    {
        if (frame is not null && staged.Next > 0)
        {
            AddPlaces(staged, frame, table, segments, ref lastBatch);
        }

        foreach (ref readonly StagedSample sample in staged.Others)
        {
            Add(sample, table, segments, ref lastBatch);
        }

        staged.EncodedAnew += staged.Others.Length;
        if (staged.Histograms.Count > 0 || staged.Exemplars.Count > 0)
        {
            AddRare(staged, table, segments, ref lastBatch);
        }
    }

    private void Add(in StagedSample sample, SeriesTable table, SegmentTable segments, ref long lastBatch)
    {
        RemoteWriteBatch open = OpenOrCreate();
        open.Write(sample, table.ReferencesOf(sample.Series), segments);
        lastBatch = OpenNumber;
        SealIfFull(open);
    }

    /// <summary>Hands on requests of 1.0 with nothing but metadata.</summary>
    public void AddMetadata(ReadOnlySpan<MetricMetadata> metadata, int most)
    {
        long now = Time.GetUtcNow().ToUnixTimeMilliseconds();
        while (!metadata.IsEmpty)
        {
            var batch = new RemoteWriteBatch(RemoteWriteVersion.One, Time.GetTimestamp(), pools);
            int count = Math.Min(most, metadata.Length);
            foreach (MetricMetadata metric in metadata[..count])
            {
                batch.Write(metric, now);
            }

            HandOn(batch);
            metadata = metadata[count..];
        }
    }

    private void AddRare(StagedSamples staged, SeriesTable table, SegmentTable segments, ref long lastBatch)
    {
        int refused = 0;
        foreach (StagedHistogram histogram in staged.Histograms)
        {
            RemoteWriteVersion to = Open?.Version ?? version.Current;
            if (to == RemoteWriteVersion.One && histogram.Histogram.Schema == NativeHistogram.CustomBucketsSchema)
            {
                refused++;
                continue;
            }

            RemoteWriteBatch open = OpenOrCreate();
            open.Write(histogram, table.ReferencesOf(histogram.Series), segments);
            lastBatch = OpenNumber;
            SealIfFull(open);
        }

        foreach (StagedExemplar exemplar in staged.Exemplars)
        {
            RemoteWriteBatch open = OpenOrCreate();
            open.Write(exemplar, table.ReferencesOf(exemplar.Series), segments);
            lastBatch = OpenNumber;
            SealIfFull(open);
        }

        if (refused > 0)
        {
            monitor.DroppedCustomBuckets(refused);
        }
    }

    // Segments that are complete are copied, the others' samples are encoded anew.
    private void AddPlaces(StagedSamples staged, TargetFrame frame, SeriesTable table, SegmentTable segments, ref long lastBatch)
    {
        long lastBefore = lastBatch;
        bool isUsable = frame.Version == version.Current;
        int start = 0;
        int gap = 0;
        foreach (FrameSegment segment in frame.Segments)
        {
            int end = Math.Min(start + segment.Samples, staged.Next);
            bool isWhole = isUsable && end == start + segment.Samples && !HasGap(staged, start, end, ref gap);
            if (!isWhole || !TryAddSegment(segment, staged.Values[start..end], staged.Timestamp, lastBefore))
            {
                int walk = gap;
                for (int place = start; place < end; place++)
                {
                    if (!staged.IsInGap(place, ref walk))
                    {
                        int series = frame.SeriesAt(place);
                        Add(new StagedSample(series, place, table[series], staged.Timestamp, staged.Values[place]), table, segments, ref lastBatch);
                        staged.EncodedAnew++;
                    }
                }
            }

            start = end;
            if (start == staged.Next)
            {
                return;
            }
        }
    }

    private static bool HasGap(StagedSamples staged, int start, int end, ref int gap) =>
        staged.IsInGap(start, ref gap) || (gap < staged.Gaps.Count && staged.Gaps[gap].Start < end);

    private bool TryAddSegment(FrameSegment segment, ReadOnlySpan<double> values, long timestamp, long lastBatch)
    {
        if (version.Current == RemoteWriteVersion.Two)
        {
            return TryAddRequest(segment, values, timestamp, lastBatch);
        }

        if (Open is not null && (Open.Samples + Open.Exemplars + segment.Samples > options.MaxSamplesPerSend || Open.Version != RemoteWriteVersion.One))
        {
            Seal();
        }

        RemoteWriteBatch open = OpenOrCreate();
        if (!open.TryWrite(segment, values, timestamp))
        {
            segment.Misfits++;
            return false;
        }

        SealIfFull(open);
        return true;
    }

    private bool TryAddRequest(FrameSegment segment, ReadOnlySpan<double> values, long timestamp, long lastBatch)
    {
        // The open batch may wait, unless it has older samples of this target.
        if (lastBatch == OpenNumber)
        {
            Seal();
        }

        var batch = new RemoteWriteBatch(RemoteWriteVersion.Two, Time.GetTimestamp(), pools);
        if (!batch.TryWrite(segment, values, timestamp))
        {
            segment.Misfits++;
            batch.Discard();
            return false;
        }

        HandOn(batch);
        return true;
    }

    private void SealIfFull(RemoteWriteBatch open)
    {
        if (open.Samples + open.Exemplars >= options.MaxSamplesPerSend || open.Length >= MostBytes)
        {
            Seal();
        }
    }

    protected override RemoteWriteBatch Create(long now) => new(version.Current, now, pools);
}

using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Fills a shard's open batch and hands it on once it is full or due. Used under the shard's lock.</summary>
/// <param name="options">The limits of a batch.</param>
/// <param name="deadline">The longest a batch stays open.</param>
/// <param name="version">The version of new batches.</param>
/// <param name="time">The clock.</param>
/// <param name="pools">What batches are made in.</param>
/// <param name="monitor">Hears of what cannot be sent.</param>
/// <param name="sealed">Takes a sealed batch.</param>
/// <param name="due">Called, without the lock, when <see cref="SealIfDue"/> is to be called.</param>
internal sealed class BatchAssembler(
    QueueOptions options, TimeSpan deadline, NegotiatedVersion version, TimeProvider time, BatchPools pools, DeliveryMonitor monitor, Action<Batch> @sealed, Action due)
    : IDisposable
{
    /// <summary>A request is sealed at this size even if it has room for more samples: receivers refuse very large ones.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly ITimer _timer = time.CreateTimer(static due => ((Action)due!)(), due, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    private Batch? _open;
    private long _openNumber;

    /// <summary>The samples in the open batch.</summary>
    public int Samples => _open?.Samples ?? 0;

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

    public void Seal()
    {
        if (_open is { } open)
        {
            _open = null;
            open.Seal();
            @sealed(open);
        }
    }

    public void SealIfDue()
    {
        if (_open is null)
        {
            return;
        }

        // The timer may have been set for a batch that was filled meanwhile.
        TimeSpan rest = deadline - time.GetElapsedTime(_open.OpenedAt);
        if (rest <= TimeSpan.Zero)
        {
            Seal();
        }
        else
        {
            _timer.Change(rest, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Add(in StagedSample sample, SeriesTable table, SegmentTable segments, ref long lastBatch)
    {
        Batch open = _open ?? Open();
        open.Write(sample, table.ReferencesOf(sample.Series), segments);
        lastBatch = _openNumber;
        SealIfFull(open);
    }

    /// <summary>Hands on requests of 1.0 with nothing but metadata.</summary>
    public void AddMetadata(ReadOnlySpan<MetricMetadata> metadata, int most)
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        while (!metadata.IsEmpty)
        {
            var batch = new Batch(RemoteWriteVersion.One, time.GetTimestamp(), pools);
            int count = Math.Min(most, metadata.Length);
            foreach (MetricMetadata metric in metadata[..count])
            {
                batch.Write(metric, now);
            }

            batch.Seal();
            @sealed(batch);
            metadata = metadata[count..];
        }
    }

    private void AddRare(StagedSamples staged, SeriesTable table, SegmentTable segments, ref long lastBatch)
    {
        int refused = 0;
        foreach (StagedHistogram histogram in staged.Histograms)
        {
            RemoteWriteVersion to = _open?.Version ?? version.Current;
            if (to == RemoteWriteVersion.One && histogram.Histogram.Schema == NativeHistogram.CustomBucketsSchema)
            {
                refused++;
                continue;
            }

            Batch open = _open ?? Open();
            open.Write(histogram, table.ReferencesOf(histogram.Series), segments);
            lastBatch = _openNumber;
            SealIfFull(open);
        }

        foreach (StagedExemplar exemplar in staged.Exemplars)
        {
            Batch open = _open ?? Open();
            open.Write(exemplar, table.ReferencesOf(exemplar.Series), segments);
            lastBatch = _openNumber;
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

        if (_open is not null && (_open.Samples + _open.Exemplars + segment.Samples > options.MaxSamplesPerSend || _open.Version != RemoteWriteVersion.One))
        {
            Seal();
        }

        Batch open = _open ?? Open();
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
        if (lastBatch == _openNumber)
        {
            Seal();
        }

        var batch = new Batch(RemoteWriteVersion.Two, time.GetTimestamp(), pools);
        if (!batch.TryWrite(segment, values, timestamp))
        {
            segment.Misfits++;
            batch.Release();
            return false;
        }

        batch.Seal();
        @sealed(batch);
        return true;
    }

    private void SealIfFull(Batch open)
    {
        if (open.Samples + open.Exemplars >= options.MaxSamplesPerSend || open.Length >= MostBytes)
        {
            Seal();
        }
    }

    private Batch Open()
    {
        _openNumber++;
        _timer.Change(deadline, Timeout.InfiniteTimeSpan);
        return _open = new Batch(version.Current, time.GetTimestamp(), pools);
    }
}

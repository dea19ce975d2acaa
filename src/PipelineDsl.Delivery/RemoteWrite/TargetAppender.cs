using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Takes one target's samples: keeps them until the commit, then writes them into its shard's open batch.</summary>
internal sealed class TargetAppender(SeriesTable table, SegmentTable segments, ShardQueue queue, BoundedPool<SampleBuffer> buffers) : ITargetAppender
{
    private readonly List<EncodedSeries> _released = [];
    private SampleBuffer? _staged;
    private bool _isDisposed;

    public void Define(int series, LabelSet labels)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(series);
        Release(series);
        table.Define(series, labels);
    }

    public void Release(int series)
    {
        EncodedSeries removed = table.Remove(series);
        if (removed.At == 0)
        {
            return;
        }

        if (_staged is null)
        {
            table.Free(removed);
            return;
        }

        // A staged sample, the stale marker most likely, still needs the labels.
        _released.Add(removed);
    }

    public void Append(int series, long timestamp, double value)
    {
        EncodedSeries encoded = table[series];
        if (encoded.At == 0)
        {
            throw new ArgumentException($"Series {series} is not defined.", nameof(series));
        }

        (_staged ??= buffers.Rent()).Add(new StagedSample(encoded, timestamp, value));
    }

    public void Commit()
    {
        if (_staged is { } staged)
        {
            queue.Add(staged.Samples, table, segments);
        }

        Unstage();
        table.Compact();
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            Unstage();
            table.FreeAll();
        }
    }

    private void Unstage()
    {
        if (_staged is { } staged)
        {
            staged.Clear();
            buffers.Return(staged);
            _staged = null;
        }

        foreach (EncodedSeries removed in _released)
        {
            table.Free(removed);
        }

        _released.Clear();
    }
}

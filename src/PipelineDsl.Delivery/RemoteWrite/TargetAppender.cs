using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Takes one target's samples: keeps them until the commit, then writes them to its shard.</summary>
/// <remarks>A target whose scrape repeats gets a frame; values that follow it are all that is kept of their samples.</remarks>
internal sealed class TargetAppender(
    ulong hash, SeriesTable table, SegmentTable segments, ShardSet shards, BoundedPool<StagedSamples> buffers, FrameLearner learner, SeriesRelabeler relabeler)
    : ITargetAppender
{
    private readonly List<EncodedSeries> _released = [];
    private HashSet<int>? _dropped;
    private StagedSamples? _staged;
    private bool _followsFrame;
    private long _lastBatch;
    private bool _isDisposed;

    public void Define(int series, LabelSet labels)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(series);
        Release(series);
        if (relabeler.Apply(labels) is { } sent)
        {
            LeaveFrame();
            table.Define(series, sent);
        }
        else
        {
            (_dropped ??= []).Add(series);
        }
    }

    public void Release(int series)
    {
        _dropped?.Remove(series);
        if (table[series].At == 0)
        {
            return;
        }

        LeaveFrame();
        EncodedSeries removed = table.Remove(series);
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
        StagedSamples staged = _staged ?? Stage(timestamp);
        if (_followsFrame && timestamp == staged.Timestamp && learner.Frame!.IsAt(staged.ValueCount, series))
        {
            staged.Add(value);
            return;
        }

        AppendOther(staged, series, timestamp, value);
    }

    public void Commit()
    {
        if (_staged is { } staged)
        {
            shards.Add(hash, staged, learner.Frame, table, segments, ref _lastBatch);
            learner.Learn(staged, table, segments);
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
            learner.Forget();
        }
    }

    private StagedSamples Stage(long timestamp)
    {
        _staged = buffers.Rent();
        _staged.Timestamp = timestamp;
        _followsFrame = learner.Frame is not null && FrameTemplate.Fits(timestamp);
        return _staged;
    }

    private void AppendOther(StagedSamples staged, int series, long timestamp, double value)
    {
        EncodedSeries encoded = table[series];
        if (encoded.At == 0)
        {
            if (_dropped?.Contains(series) == true)
            {
                return;
            }

            throw new ArgumentException($"Series {series} is not defined.", nameof(series));
        }

        _followsFrame = false;
        staged.Add(new StagedSample(series, encoded, timestamp, value));
    }

    private void LeaveFrame()
    {
        if (learner.Frame is { } frame)
        {
            _staged?.LeaveFrame(frame, table);
            _followsFrame = false;
        }

        learner.Forget();
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

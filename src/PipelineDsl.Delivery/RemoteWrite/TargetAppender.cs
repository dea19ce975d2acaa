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

        if (learner.Frame is { } frame)
        {
            if (_followsFrame && _staged is not null)
            {
                _staged.LeaveFrame(frame, table);
                _followsFrame = false;
            }

            frame.Remove(series);
        }

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
        if (!_followsFrame || timestamp != staged.Timestamp || !learner.Frame!.IsAt(staged.Next, series))
        {
            AppendOutOfPlace(staged, series, timestamp, value);
            return;
        }

        staged.Add(value);
    }

    public void Commit()
    {
        if (_staged is { } staged)
        {
            shards.Add(hash, staged, learner.Frame, table, segments, ref _lastBatch);
            learner.Learn(staged, table, segments);
        }

        Unstage();
        _followsFrame = false;
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

    private void AppendOutOfPlace(StagedSamples staged, int series, long timestamp, double value)
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

        if (_followsFrame && learner.Frame!.PlaceOf(series) is var place && place >= staged.Next)
        {
            // Some series are missing. One with another time gives up its place: what follows of it must not get before it.
            bool isInPlace = timestamp == staged.Timestamp;
            staged.SkipTo(isInPlace ? place : place + 1);
            if (isInPlace)
            {
                staged.Add(value);
                return;
            }
        }

        staged.Add(new StagedSample(series, staged.Next, encoded, timestamp, value));
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

using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Takes one target's samples: keeps them until the commit, then writes them to its shard.</summary>
/// <remarks>A target whose scrape repeats gets a frame; values that follow it are all that is kept of their samples.</remarks>
internal sealed class TargetAppender(
    ulong hash, SeriesTable table, SegmentTable segments, ShardSet<RemoteWriteAssembler> shards, BoundedPool<StagedSamples> buffers, FrameLearner learner, SeriesRelabeler relabeler,
    MetadataRegister register, DestinationOptions options)
    : ITargetAppender
{
    private readonly List<EncodedSeries> _released = [];
    private HashSet<int>? _dropped;
    private ExemplarMemory? _exemplars;
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

    public void Describe(int series, MetricMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (options.Metadata.Send && TryFind(series, out EncodedSeries encoded) && encoded.Note?.Metadata?.Metadata != metadata)
        {
            SharedMetadata shared = register.Add(metadata);
            long created = encoded.Note?.Created ?? 0;
            Annotate(series, created == 0 ? shared.Note : new SeriesNote(shared, created));
        }
    }

    public void SetCreated(int series, long created)
    {
        if (!TryFind(series, out EncodedSeries encoded) || created == (encoded.Note?.Created ?? 0))
        {
            return;
        }

        SharedMetadata? shared = encoded.Note?.Metadata;
        if (shared is not null)
        {
            // Counted once more, since the note that goes gives its count back.
            register.Add(shared.Metadata);
        }

        Annotate(series, new SeriesNote(shared, created));
    }

    public void Release(int series)
    {
        _dropped?.Remove(series);
        _exemplars?.Forget(series);
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

        FreeLater(table.Remove(series));
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

    public void Append(int series, long timestamp, NativeHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        if (TryFind(series, out EncodedSeries encoded) && options.SendNativeHistograms)
        {
            (_staged ?? Stage(timestamp)).Histograms.Add(new StagedHistogram(series, encoded, timestamp, histogram));
        }
    }

    public void Append(int series, Exemplar exemplar)
    {
        ArgumentNullException.ThrowIfNull(exemplar);
        if (!TryFind(series, out EncodedSeries encoded) || !options.SendExemplars)
        {
            return;
        }

        if (_staged?.TimestampOf(series, _followsFrame ? learner.Frame : null) is not { } timestamp)
        {
            // Its sample was not sent either: histograms may be switched off.
            return;
        }

        if ((_exemplars ??= new ExemplarMemory()).IsNew(series, exemplar))
        {
            _staged.Exemplars.Add(new StagedExemplar(encoded, exemplar.Timestamp ?? timestamp, exemplar));
        }
    }

    public void Commit()
    {
        _exemplars?.NextCommit();
        if (_staged is { } staged)
        {
            var scrape = new StagedScrape(staged, learner.Frame, table, segments, ref _lastBatch);
            shards.Add(hash, ref scrape);
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
        if (!TryFind(series, out EncodedSeries encoded))
        {
            return;
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

    /// <returns>Whether the series is sent; one that a rule dropped is not.</returns>
    private bool TryFind(int series, out EncodedSeries encoded)
    {
        encoded = table[series];
        return encoded.At != 0
            || (_dropped?.Contains(series) == true ? false : throw new ArgumentException($"Series {series} is not defined.", nameof(series)));
    }

    private void Annotate(int series, SeriesNote note)
    {
        // In a frame the note is among what does not change. A place before the next one has a value that needs it.
        if (learner.Frame is { Version: RemoteWriteVersion.Two } frame && frame.PlaceOf(series) is var place && place >= 0)
        {
            if (_followsFrame && _staged is not null && place < _staged.Next)
            {
                _staged.LeaveFrame(frame, table);
                _followsFrame = false;
            }

            frame.Remove(series);
        }

        FreeLater(table.Annotate(series, note));
    }

    // A staged sample, the stale marker most likely, may still need the labels.
    private void FreeLater(EncodedSeries removed)
    {
        if (_staged is null)
        {
            table.Free(removed);
        }
        else
        {
            _released.Add(removed);
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

using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Takes one target's samples and, at the commit, hands them to its queue as data points.</summary>
/// <param name="hash">The target's identity, which decides the shard.</param>
/// <param name="shards">Where data points go.</param>
/// <param name="mostPoints">The most points in one request.</param>
/// <param name="relabeler">Runs the destination's rules.</param>
/// <param name="attributes">The attributes of the target's resources.</param>
/// <param name="encoders">What writes points, kept between commits.</param>
/// <param name="monitor">Hears of what cannot be sent.</param>
internal sealed class OtlpAppender(
    ulong hash, ShardSet<OtlpAssembler> shards, int mostPoints, SeriesRelabeler relabeler, ResourceAttributes attributes, BoundedPool<OtlpEncoder> encoders,
    DeliveryMonitor monitor)
    : ITargetAppender
{
    private readonly OtlpSink _add = (metrics, points, newest) =>
    {
        var addition = new OtlpAddition(metrics, points, newest);
        shards.Add(hash, ref addition);
    };

    private readonly Dictionary<int, OtlpSeries> _series = [];
    private readonly HashSet<int> _dropped = [];

    /// <summary>Series whose last sample, the stale marker most likely, still waits for the commit.</summary>
    private readonly List<OtlpSeries> _released = [];
    private readonly List<OtlpSeries> _waiting = [];
    private IReadOnlyCollection<OtlpResource>? _layout;
    private bool _isDisposed;

    public void Define(int series, LabelSet labels)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(series);
        Release(series);
        if (relabeler.Apply(labels) is not { } sent)
        {
            _dropped.Add(series);
            return;
        }

        _series.Add(series, new OtlpSeries(WithLaterLabels(sent)));
        _layout = null;
    }

    public void Describe(int series, MetricMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (Find(series) is { } described && described.Metadata != metadata)
        {
            described.Metadata = metadata;
            _layout = null;
        }
    }

    public void Release(int series)
    {
        _dropped.Remove(series);
        if (_series.Remove(series, out OtlpSeries? removed))
        {
            _layout = null;
            if (removed.HasSample)
            {
                _released.Add(removed);
            }
        }
    }

    public void Append(int series, long timestamp, double value)
    {
        // The stale marker of a histogram may come as a number: the series stays what it was.
        if (Find(series) is { } found)
        {
            Stage(found, StaleMarker.IsStale(value) ? found.Form : OtlpForm.Float, timestamp, value, null);
        }
    }

    public void Append(int series, long timestamp, NativeHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        if (Find(series) is { } found)
        {
            OtlpForm form = histogram.IsStale && found.Form != OtlpForm.Float ? found.Form
                : histogram.Schema == NativeHistogram.CustomBucketsSchema ? OtlpForm.Custom
                : OtlpForm.Exponential;
            Stage(found, form, timestamp, histogram.Sum, histogram);
        }
    }

    public void Append(int series, Exemplar exemplar)
    {
        ArgumentNullException.ThrowIfNull(exemplar);
        if (Find(series) is { HasSample: true } found)
        {
            found.Add(exemplar);
        }
    }

    public void SetCreated(int series, long created)
    {
        if (Find(series) is { } found)
        {
            if (found.HasSample)
            {
                Commit();
            }

            found.Created = created;
        }
    }

    public void Commit()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        _layout ??= OtlpLayoutBuilder.Build([.. _series.Values, .. _released], attributes);
        OtlpEncoder encoder = encoders.Rent();
        int refused = encoder.Write(_layout, mostPoints, _add);
        encoders.Return(encoder);
        foreach (OtlpSeries series in _waiting)
        {
            refused += series.IsUnsupported ? 1 : 0;
            series.Clear();
        }

        if (refused > 0)
        {
            monitor.DroppedAsUnsupported(refused);
        }

        if (_released.Count > 0)
        {
            _layout = null;
            _released.Clear();
        }

        _waiting.Clear();
    }

    public void Dispose()
    {
        _isDisposed = true;
        _series.Clear();
        _released.Clear();
        _waiting.Clear();
        _layout = null;
    }

    private OtlpSeries? Find(int series)
    {
        if (_series.TryGetValue(series, out OtlpSeries? found))
        {
            return found;
        }

        return _dropped.Contains(series) ? null : throw new ArgumentException($"Series {series} is not defined.", nameof(series));
    }

    private void Stage(OtlpSeries series, OtlpForm form, long timestamp, double value, NativeHistogram? histogram)
    {
        if (series.HasSample)
        {
            // A second sample of the series in one scrape, with a time of its own: a point has one.
            long created = series.Created;
            Commit();
            series.Created = created;
        }

        if (series.Form != form)
        {
            series.Form = form;
            _layout = null;
        }

        series.Set(timestamp, value, histogram);
        _waiting.Add(series);
    }

    private LabelSet WithLaterLabels(LabelSet labels)
    {
        if (relabeler.LaterLabels.Count == 0)
        {
            return labels;
        }

        var builder = new LabelSetBuilder(labels);
        foreach (Utf8Label label in relabeler.LaterLabels)
        {
            if (builder.Get(label.Name).IsEmpty)
            {
                builder.Set(label.Name, label.Value);
            }
        }

        return builder.ToLabelSet();
    }
}

namespace PipelineDsl.Delivery;

/// <summary>Writes the samples of a target that wait, as one or more <c>ResourceMetrics</c> of limited size.</summary>
internal sealed class OtlpEncoder
{
    private const int Closed = -1;

    /// <summary>A part is handed over at this size even if it has room for more points: histograms may be large.</summary>
    private const int MostBytes = 1024 * 1024;

    private readonly OtlpWriter _writer = new();
    private int _resource = Closed;
    private int _scope;
    private int _metric;
    private int _data;
    private int _points;
    private long _newest;

    /// <summary>The room of the buffer.</summary>
    public int Capacity => _writer.Output.Capacity;

    /// <summary>Writes.</summary>
    /// <param name="resources">The target's metrics.</param>
    /// <param name="mostPoints">The most points in one part.</param>
    /// <param name="add">Takes a part of a request, its number of points and the time of the newest.</param>
    /// <returns>How many histograms have too many buckets to be sent.</returns>
    public int Write(IReadOnlyCollection<OtlpResource> resources, int mostPoints, OtlpSink add)
    {
        int refused = 0;
        foreach (OtlpResource resource in resources)
        {
            foreach (OtlpScope scope in resource.Scopes)
            {
                foreach (OtlpMetric metric in scope.Metrics)
                {
                    foreach (OtlpPoint point in metric.Points)
                    {
                        if (!point.HasSample)
                        {
                            continue;
                        }

                        if (!OtlpPointWriter.CanWrite(point))
                        {
                            refused++;
                            continue;
                        }

                        Open(resource, scope, metric);
                        OtlpPointWriter.Write(_writer, metric.Shape, point);
                        _newest = Math.Max(_newest, point.Timestamp);
                        if (++_points == mostPoints || _writer.Output.Length >= MostBytes)
                        {
                            Close(scope, metric);
                            HandOver(add);
                        }
                    }

                    CloseMetric(metric);
                }

                CloseScope(scope);
            }

            HandOver(add);
        }

        return refused;
    }

    private void Open(OtlpResource resource, OtlpScope scope, OtlpMetric metric)
    {
        if (_resource == Closed)
        {
            _resource = _writer.Begin(OtlpFields.ResourceMetrics);
            _writer.Raw(resource.Header);
            _scope = _metric = Closed;
        }

        if (_scope == Closed)
        {
            _scope = _writer.Begin(OtlpFields.ScopeMetrics);
            _writer.Raw(scope.Header);
            _metric = Closed;
        }

        if (_metric == Closed)
        {
            _metric = _writer.Begin(OtlpFields.Metric);
            _writer.Raw(metric.Header);
            _data = _writer.Begin(TagOf(metric.Shape));
        }
    }

    private void Close(OtlpScope scope, OtlpMetric metric)
    {
        CloseMetric(metric);
        CloseScope(scope);
    }

    private void CloseMetric(OtlpMetric metric)
    {
        if (_resource == Closed || _metric == Closed)
        {
            return;
        }

        if (metric.Shape is not (OtlpShape.Gauge or OtlpShape.Summary))
        {
            _writer.Varint(OtlpFields.Temporality, OtlpFields.Cumulative);
        }

        if (metric.Shape == OtlpShape.Counter)
        {
            _writer.Varint(OtlpFields.IsMonotonic, 1);
        }

        _writer.End(_data);
        _writer.Raw(metric.Footer);
        _writer.End(_metric);
        _metric = Closed;
    }

    private void CloseScope(OtlpScope scope)
    {
        if (_resource == Closed || _scope == Closed)
        {
            return;
        }

        _writer.Raw(scope.Footer);
        _writer.End(_scope);
        _scope = Closed;
    }

    private void HandOver(OtlpSink add)
    {
        if (_resource == Closed)
        {
            return;
        }

        _writer.End(_resource);
        add(_writer.Output.Written, _points, _newest);
        _writer.Output.Clear();
        (_resource, _points, _newest) = (Closed, 0, 0);
    }

    private static byte TagOf(OtlpShape shape) => shape switch
    {
        OtlpShape.Gauge => OtlpFields.Gauge,
        OtlpShape.Histogram => OtlpFields.Histogram,
        OtlpShape.ExponentialHistogram => OtlpFields.ExponentialHistogram,
        OtlpShape.Summary => OtlpFields.Summary,
        _ => OtlpFields.Sum,
    };
}

using System.Text;
using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Sorts a target's series into resources, scopes, metrics and points. Done again when its series change, not for each scrape.</summary>
/// <param name="attributes">The target's resource attributes.</param>
internal sealed class OtlpLayoutBuilder(ResourceAttributes attributes)
{
    private readonly OtlpWriter _writer = new();
    private readonly LabelSetBuilder _labels = new();
    private readonly Dictionary<LabelSet, OtlpResource> _resources = [];
    private readonly Dictionary<LabelSet, LabelSetBuilder> _infos = [];
    private readonly Dictionary<LabelSet, LabelSet> _scopeInfos = [];
    private readonly Dictionary<(OtlpResource, LabelSet), OtlpScope> _scopes = [];
    private readonly Dictionary<(OtlpScope, string, OtlpShape, MetricKind), OtlpMetric> _metrics = [];
    private readonly Dictionary<(OtlpMetric, LabelSet), OtlpPoint> _points = [];

    public static IReadOnlyCollection<OtlpResource> Build(IReadOnlyCollection<OtlpSeries> series, ResourceAttributes attributes)
    {
        var builder = new OtlpLayoutBuilder(attributes);
        foreach (OtlpSeries one in series)
        {
            // Before the scopes are made.
            builder.AddScopeInfo(one);
        }

        foreach (OtlpSeries one in series)
        {
            builder.Add(one);
        }

        builder.WriteResources();
        return builder._resources.Values;
    }

    private void Add(OtlpSeries series)
    {
        OtlpPlace place = OtlpPlace.Of(series);
        LabelSet identity = Identity(series.Labels);
        series.IsUnsupported = place.Role == OtlpRole.Unsupported;
        if (place.Role == OtlpRole.TargetInfo)
        {
            AddInfo(identity, series.Labels);
        }
        else if (!series.IsUnsupported && place.Role != OtlpRole.ScopeInfo)
        {
            OtlpPoint point = PointOf(series, place, identity);
            series.IsUnsupported = !TryPlace(series, place, point);
        }
    }

    private static bool TryPlace(OtlpSeries series, OtlpPlace place, OtlpPoint point)
    {
        switch (place.Role)
        {
            case OtlpRole.Part:
                return point.TryAdd(place.Bound, series);
            case OtlpRole.Sum:
                return (point.Sum ??= series) == series;
            case OtlpRole.Count:
                return (point.Count ??= series) == series;
            case OtlpRole.Created:
                return (point.Created ??= series) == series;
            default:
                return (point.Value ??= series) == series;
        }
    }

    private LabelSet Identity(LabelSet labels)
    {
        _labels.Reset();
        _labels.Set("job"u8, labels.Find("job"u8));
        _labels.Set("instance"u8, labels.Find("instance"u8));
        return _labels.ToLabelSet();
    }

    private void AddInfo(LabelSet identity, LabelSet info)
    {
        if (!_infos.TryGetValue(identity, out LabelSetBuilder? all))
        {
            _infos.Add(identity, all = new LabelSetBuilder());
        }

        foreach (Utf8Label label in info)
        {
            all.Set(label.Name, label.Value);
        }
    }

    private void AddScopeInfo(OtlpSeries series)
    {
        if (OtlpPlace.Of(series).Role != OtlpRole.ScopeInfo)
        {
            return;
        }

        LabelSet identity = ScopeIdentity(series.Labels);
        _labels.Reset();
        foreach (Utf8Label label in series.Labels)
        {
            bool isAttribute = !label.Name.StartsWith("__"u8) && !label.Name.SequenceEqual("job"u8) && !label.Name.SequenceEqual("instance"u8);
            if (isAttribute && !OtlpScopeLabels.IsOne(label.Name))
            {
                _labels.Set([.. OtlpScopeLabels.Prefix, .. label.Name], label.Value);
            }
        }

        _scopeInfos[identity] = _labels.ToLabelSet();
    }

    // What tells which scope of which resource an otel_scope_info is about.
    private LabelSet ScopeIdentity(LabelSet labels)
    {
        _labels.Reset();
        _labels.Set("job"u8, labels.Find("job"u8));
        _labels.Set("instance"u8, labels.Find("instance"u8));
        _labels.Set("otel_scope_name"u8, labels.Find("otel_scope_name"u8));
        _labels.Set("otel_scope_version"u8, labels.Find("otel_scope_version"u8));
        return _labels.ToLabelSet();
    }

    private OtlpPoint PointOf(OtlpSeries series, OtlpPlace place, LabelSet identity)
    {
        if (!_resources.TryGetValue(identity, out OtlpResource? resource))
        {
            _resources.Add(identity, resource = new OtlpResource());
        }

        OtlpMetric metric = MetricOf(ScopeOf(resource, series.Labels), series.Metadata, place);
        LabelSet labels = OwnLabels(series.Labels, place.PartLabel);
        if (!_points.TryGetValue((metric, labels), out OtlpPoint? point))
        {
            _points.Add((metric, labels), point = new OtlpPoint(WriteAttributes(labels, place.Shape)));
            metric.Points.Add(point);
        }

        return point;
    }

    private OtlpScope ScopeOf(OtlpResource resource, LabelSet labels)
    {
        LabelSet info = _scopeInfos.Count > 0 ? _scopeInfos.GetValueOrDefault(ScopeIdentity(labels), LabelSet.Empty) : LabelSet.Empty;
        _labels.Reset();
        foreach (Utf8Label label in info)
        {
            _labels.Set(label.Name, label.Value);
        }

        foreach (Utf8Label label in labels)
        {
            if (OtlpScopeLabels.IsOne(label.Name))
            {
                _labels.Set(label.Name, label.Value);
            }
        }

        LabelSet identity = _labels.ToLabelSet();
        if (!_scopes.TryGetValue((resource, identity), out OtlpScope? scope))
        {
            _scopes.Add((resource, identity), scope = OtlpScopeLabels.ToScope(identity, _writer));
            resource.Scopes.Add(scope);
        }

        return scope;
    }

    private OtlpMetric MetricOf(OtlpScope scope, MetricMetadata? metadata, OtlpPlace place)
    {
        MetricKind kind = metadata?.Kind ?? MetricKind.Unknown;
        if (_metrics.TryGetValue((scope, place.Name, place.Shape, kind), out OtlpMetric? metric))
        {
            return metric;
        }

        _writer.Text(OtlpFields.Name, Encoding.UTF8.GetBytes(place.Name));
        WriteUnlessEmpty(OtlpFields.Description, metadata?.Help ?? "");
        WriteUnlessEmpty(OtlpFields.Unit, UnitWords.Find(metadata?.Unit ?? "", place.Name));
        byte[] header = _writer.Take();
        _writer.Attribute(OtlpFields.Metadata, "prometheus.type"u8, TextOf(kind));
        metric = new OtlpMetric(place.Shape, header, _writer.Take());
        _metrics.Add((scope, place.Name, place.Shape, kind), metric);
        scope.Metrics.Add(metric);
        return metric;
    }

    // What the resource, the scope and the point itself say is not said again.
    private LabelSet OwnLabels(LabelSet labels, string? partLabel)
    {
        _labels.Reset();
        foreach (Utf8Label label in labels)
        {
            bool isSaid = label.Name.StartsWith("__"u8) || label.Name.SequenceEqual("job"u8) || label.Name.SequenceEqual("instance"u8)
                || OtlpScopeLabels.IsOne(label.Name)
                || (partLabel is "le" && label.Name.SequenceEqual("le"u8))
                || (partLabel is "quantile" && label.Name.SequenceEqual("quantile"u8));
            if (!isSaid)
            {
                _labels.Set(label.Name, label.Value);
            }
        }

        return _labels.ToLabelSet();
    }

    private byte[] WriteAttributes(LabelSet labels, OtlpShape shape)
    {
        byte tag = shape switch
        {
            OtlpShape.Histogram => OtlpFields.HistogramAttribute,
            OtlpShape.ExponentialHistogram => OtlpFields.ExponentialAttribute,
            _ => OtlpFields.NumberAttribute,
        };
        foreach (Utf8Label label in labels)
        {
            _writer.Attribute(tag, label.Name, label.Value);
        }

        return _writer.Take();
    }

    private void WriteUnlessEmpty(byte tag, string text)
    {
        if (text.Length > 0)
        {
            _writer.Text(tag, Encoding.UTF8.GetBytes(text));
        }
    }

    private void WriteResources()
    {
        foreach ((LabelSet identity, OtlpResource resource) in _resources)
        {
            LabelSet info = _infos.TryGetValue(identity, out LabelSetBuilder? labels) ? labels.ToLabelSet() : LabelSet.Empty;
            resource.Header = attributes.Encode(identity["job"], identity["instance"], info, _writer);
        }
    }

    private static ReadOnlySpan<byte> TextOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter"u8,
        MetricKind.Gauge => "gauge"u8,
        MetricKind.Histogram => "histogram"u8,
        MetricKind.GaugeHistogram => "gaugehistogram"u8,
        MetricKind.Summary => "summary"u8,
        MetricKind.Info => "info"u8,
        MetricKind.StateSet => "stateset"u8,
        _ => "unknown"u8,
    };
}

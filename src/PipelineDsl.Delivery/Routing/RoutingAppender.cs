using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Hands one target's samples to the appenders of their routes.</summary>
internal sealed class RoutingAppender : ITargetAppender
{
    private const int Undefined = 0;
    private const int Nowhere = 1;
    private const int FirstRoute = 2;

    private readonly Route[] _routes;
    private readonly IDestinationWriter?[] _writers;
    private readonly ITargetAppender?[] _appenders;
    private readonly ulong _targetHash;
    private int[] _ways = [];

    public RoutingAppender(Route[] routes, IDestinationWriter? otherwise, ulong targetHash)
    {
        (_routes, _targetHash) = (routes, targetHash);
        _writers = [.. routes.Select(route => route.To), otherwise];
        _appenders = new ITargetAppender?[_writers.Length];
    }

    public void Define(int series, LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(series);
        Release(series);
        if (series >= _ways.Length)
        {
            Array.Resize(ref _ways, Math.Max(series + 1, _ways.Length * 2));
        }

        int writer = Find(labels);
        if (_writers[writer] is not { } destination)
        {
            _ways[series] = Nowhere;
            return;
        }

        (_appenders[writer] ??= destination.OpenTarget(_targetHash)).Define(series, labels);
        _ways[series] = FirstRoute + writer;
    }

    public void Release(int series)
    {
        if (WayOf(series) >= FirstRoute)
        {
            _appenders[_ways[series] - FirstRoute]!.Release(series);
        }

        if ((uint)series < (uint)_ways.Length)
        {
            _ways[series] = Undefined;
        }
    }

    public void Describe(int series, MetricMetadata metadata) => AppenderOf(series)?.Describe(series, metadata);

    public void Append(int series, long timestamp, double value) => AppenderOf(series)?.Append(series, timestamp, value);

    public void Append(int series, long timestamp, NativeHistogram histogram) => AppenderOf(series)?.Append(series, timestamp, histogram);

    public void Append(int series, Exemplar exemplar) => AppenderOf(series)?.Append(series, exemplar);

    public void SetCreated(int series, long created) => AppenderOf(series)?.SetCreated(series, created);

    public void Commit()
    {
        foreach (ITargetAppender? appender in _appenders)
        {
            appender?.Commit();
        }
    }

    public void Dispose()
    {
        foreach (ITargetAppender? appender in _appenders)
        {
            appender?.Dispose();
        }
    }

    private ITargetAppender? AppenderOf(int series) => WayOf(series) switch
    {
        >= FirstRoute and var way => _appenders[way - FirstRoute],
        Nowhere => null,
        _ => throw new ArgumentException($"Series {series} is not defined.", nameof(series)),
    };

    private int WayOf(int series) => (uint)series < (uint)_ways.Length ? _ways[series] : Undefined;

    private int Find(LabelSet labels)
    {
        for (int i = 0; i < _routes.Length; i++)
        {
            if (_routes[i].Match.Apply(new LabelSetBuilder(labels)) == RuleSet.Kept)
            {
                return i;
            }
        }

        return _routes.Length;
    }
}

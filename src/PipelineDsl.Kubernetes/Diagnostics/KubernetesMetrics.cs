using System.Diagnostics.Metrics;

namespace PipelineDsl.Kubernetes;

/// <summary>What discovery tells about itself, under the meter <c>PipelineDsl.Kubernetes</c>.</summary>
internal sealed class KubernetesMetrics
{
    public const string MeterName = "PipelineDsl.Kubernetes";

    private readonly Lock _lock = new();
    private readonly HashSet<IScopeHealth> _scopes = [];
    private readonly Counter<long> _requests;
    private readonly Counter<long> _restarts;
    private readonly UpDownCounter<long> _replicas;

    public KubernetesMetrics(IMeterFactory meterFactory)
    {
        Meter meter = meterFactory.Create(MeterName);
        _requests = meter.CreateCounter<long>("pipelinedsl.kubernetes.requests", "{request}", "Requests to the API server, by verb, resource and code.");
        _restarts = meter.CreateCounter<long>("pipelinedsl.kubernetes.watch.restarts", "{restart}", "Watches that began again, by resource and reason.");
        _replicas = meter.CreateUpDownCounter<long>(
            "pipelinedsl.kubernetes.replicas", "{replica}", "Replicas that share the targets, as this one sees them, by group.");
        meter.CreateObservableUpDownCounter("pipelinedsl.kubernetes.objects", Objects, "{object}", "Objects held, by resource and namespace.");
        meter.CreateObservableGauge(
            "pipelinedsl.kubernetes.up", Up, "1", "1 while the API server is heard for a resource and namespace, 0 while its last state is kept.");
    }

    public void RequestAnswered(string verb, string resource, int code) => _requests.Add(1, new("verb", verb), new("resource", resource), new("code", code));

    public void RequestFailed(string verb, string resource) => _requests.Add(1, new("verb", verb), new("resource", resource), new("code", "none"));

    public void WatchRestarted(string resource, string reason) => _restarts.Add(1, new("resource", resource), new("reason", reason));

    public void ReplicasChanged(string group, int change) => _replicas.Add(change, new KeyValuePair<string, object?>("group", group));

    public void Add(IScopeHealth scope)
    {
        lock (_lock)
        {
            _scopes.Add(scope);
        }
    }

    public void Remove(IScopeHealth scope)
    {
        lock (_lock)
        {
            _scopes.Remove(scope);
        }
    }

    private IEnumerable<Measurement<long>> Objects() => Grouped(scopes => scopes.Sum(s => (long)s.Objects));

    private IEnumerable<Measurement<long>> Up() => Grouped(scopes => scopes.All(s => s.IsUp) ? 1 : 0);

    // Scopes that differ in their selectors share a series: selectors are free text and no label.
    private List<Measurement<long>> Grouped(Func<IEnumerable<IScopeHealth>, long> value)
    {
        lock (_lock)
        {
            return [.. _scopes.GroupBy(s => (s.Query.Type.Plural, s.Query.Namespace)).Select(g => new Measurement<long>(
                value(g), new KeyValuePair<string, object?>("resource", g.Key.Plural), new KeyValuePair<string, object?>("namespace", g.Key.Namespace)))];
        }
    }
}

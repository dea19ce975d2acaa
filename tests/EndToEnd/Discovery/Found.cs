using PipelineDsl.Discovery;
using PipelineDsl.Kubernetes;
using PipelineDsl.Kubernetes.Tests;
using PipelineDsl.Runtime;

namespace PipelineDsl.EndToEnd.Discovery;

/// <summary>A discovery at work on a real server, what it finds, and all that it ever lost.</summary>
internal sealed class Found : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly KubernetesDiscovery _discovery;
    private readonly Task _running;
    private readonly Dictionary<KubernetesSource, Observer> _observers;

    public Found(Func<KubernetesAccess> access, params IEnumerable<KubernetesSource> sources)
    {
        _discovery = new KubernetesDiscovery(access, TimeProvider.System, Meters, Log);
        _observers = sources.ToDictionary(source => source, _ => new Observer());
        _running = Task.WhenAll(_observers.Select(pair => _discovery.RunAsync(pair.Key, pair.Value, _stop.Token)));
    }

    public TestLog Log { get; } = new();

    public TestMeters Meters { get; } = new();

    /// <summary>The names of the pods found, in order.</summary>
    public string Pods => string.Join(' ', _observers.Values.SelectMany(observer => observer.Targets)
        .Select(labels => labels["__meta_kubernetes_pod_name"]).Order(StringComparer.Ordinal));

    /// <summary>The groups that were gone at any time, in order of their going.</summary>
    public IReadOnlyList<string> Lost => [.. _observers.Values.SelectMany(observer => observer.Lost)];

    public LabelSet[] Targets(KubernetesSource source) => _observers[source].Targets;

    /// <summary>How many requests were answered so.</summary>
    public long Requests(string verb, string code) => Meters[$"pipelinedsl.kubernetes.requests{{verb={verb},resource=pods,code={code}}}"];

    public override string ToString() => string.Join('\n', Log.Lines);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _discovery.DisposeAsync();
        _stop.Dispose();
        Meters.Dispose();
    }

    private sealed class Observer : ITargetObserver
    {
        private readonly Dictionary<string, IReadOnlyList<LabelSet>> _groups = new(StringComparer.Ordinal);
        private readonly List<string> _lost = [];

        public LabelSet[] Targets
        {
            get
            {
                lock (_groups)
                {
                    return [.. _groups.Values.SelectMany(targets => targets)];
                }
            }
        }

        public string[] Lost
        {
            get
            {
                lock (_groups)
                {
                    return [.. _lost];
                }
            }
        }

        public void Update(string group, IReadOnlyList<LabelSet> targets)
        {
            lock (_groups)
            {
                if (targets.Count == 0)
                {
                    _lost.Add(group);
                }

                _groups[group] = targets;
            }
        }

        public void Synced()
        {
        }
    }
}

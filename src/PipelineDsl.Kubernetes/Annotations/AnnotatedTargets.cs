using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes;

/// <summary>The targets that annotations of pods and services ask for, as both come and go.</summary>
/// <remarks>A pod that is scraped by its own annotations goes before the services that lead to it: their port is no target meanwhile. Services wait
/// until all pods were seen once, so that none is scraped for a moment only.</remarks>
internal sealed class AnnotatedTargets
{
    private readonly Lock _lock = new();
    private readonly ITargetObserver _observer;
    private readonly AnnotationProblems _problems;
    private readonly PodAnnotationReader _podReader;
    private readonly ServiceAnnotationReader _serviceReader;
    private readonly Dictionary<string, Dictionary<string, AnnotatedPod>> _pods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, AnnotatedService>> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LabelSet[]> _reported = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private bool _arePodsKnown;
    private bool _areServicesKnown;

    public AnnotatedTargets(AnnotationOptions options, ITargetObserver observer, AnnotationProblems problems)
    {
        (_observer, _problems) = (observer, problems);
        (_podReader, _serviceReader) = (new(options), new(options));
        (_arePodsKnown, _areServicesKnown) = (!options.Pods.Enabled, !options.Services.Enabled);
        (Pods, Services) = (new Observer(UpdatePod, PodsSynced), new Observer(UpdateService, ServicesSynced));
    }

    /// <summary>Takes the pods.</summary>
    public ITargetObserver Pods { get; }

    /// <summary>Takes the services.</summary>
    public ITargetObserver Services { get; }

    /// <summary>What the last update of a group made of it, for tests.</summary>
    internal Action<string, AnnotationReading>? Reading { get; init; }

    /// <summary>Nothing is looked at any more; the targets stay as they are.</summary>
    public void End()
    {
        lock (_lock)
        {
            _problems.Clear();
        }
    }

    private void UpdatePod(string group, IReadOnlyList<LabelSet> discovered)
    {
        lock (_lock)
        {
            AnnotationReading reading = _podReader.Read(discovered);
            Reading?.Invoke(group, reading);
            if (ReferenceEquals(reading, AnnotationReading.NotAsked) && !_known.Contains(group))
            {
                // Most pods of most clusters.
                return;
            }

            Know(group, discovered);
            _problems.Set(group, AnnotatedObject.Pod, discovered, reading.Problems);
            Report(group, reading.Scraped);
            AnnotatedPod? pod = reading.Targets.Count == 0 ? null : new AnnotatedPod(discovered, reading.Targets);
            string space = NamespaceOf(group);
            if (!Put(_pods, space, group, pod))
            {
                return;
            }

            foreach (AnnotatedService service in _services.GetValueOrDefault(space)?.Values.ToArray() ?? [])
            {
                if (service.Consider(group, pod))
                {
                    Report(service);
                }
            }
        }
    }

    // Pods that asked once, as long as they are there.
    private void Know(string group, IReadOnlyList<LabelSet> discovered)
    {
        if (discovered.Count > 0)
        {
            _known.Add(group);
        }
        else
        {
            _known.Remove(group);
        }
    }

    private void UpdateService(string group, IReadOnlyList<LabelSet> discovered)
    {
        lock (_lock)
        {
            AnnotationReading reading = _serviceReader.Read(discovered);
            Reading?.Invoke(group, reading);
            _problems.Set(group, AnnotatedObject.Service, discovered, reading.Problems);
            string space = NamespaceOf(group);
            if (reading.Targets.Count == 0)
            {
                Put(_services, space, group, null);
                Report(group, []);
                return;
            }

            var service = new AnnotatedService(group, reading.Targets);
            foreach ((string podGroup, AnnotatedPod pod) in _pods.GetValueOrDefault(space) ?? [])
            {
                service.Consider(podGroup, pod);
            }

            Put(_services, space, group, service);
            Report(service);
        }
    }

    private void PodsSynced()
    {
        lock (_lock)
        {
            _arePodsKnown = true;
            foreach (AnnotatedService service in _services.Values.SelectMany(services => services.Values))
            {
                Report(service);
            }

            TellSynced();
        }
    }

    private void ServicesSynced()
    {
        lock (_lock)
        {
            _areServicesKnown = true;
            TellSynced();
        }
    }

    private void TellSynced()
    {
        if (_arePodsKnown && _areServicesKnown)
        {
            _observer.Synced();
        }
    }

    private void Report(AnnotatedService service)
    {
        if (_arePodsKnown)
        {
            Report(service.Group, service.Targets);
        }
    }

    private void Report(string group, LabelSet[] targets)
    {
        LabelSet[] before = _reported.GetValueOrDefault(group, []);
        if (before.AsSpan().SequenceEqual(targets))
        {
            return;
        }

        if (targets.Length > 0)
        {
            _reported[group] = targets;
        }
        else
        {
            _reported.Remove(group);
        }

        _observer.Update(group, targets);
    }

    // Whether the object is or was there.
    private static bool Put<T>(Dictionary<string, Dictionary<string, T>> all, string space, string group, T? value)
        where T : class
    {
        if (value is null)
        {
            bool wasThere = all.TryGetValue(space, out Dictionary<string, T>? rest) && rest.Remove(group);
            if (rest is { Count: 0 })
            {
                all.Remove(space);
            }

            return wasThere;
        }

        if (!all.TryGetValue(space, out Dictionary<string, T>? groups))
        {
            all.Add(space, groups = new(StringComparer.Ordinal));
        }

        groups[group] = value;
        return true;
    }

    // pod/shop/web-1
    private static string NamespaceOf(string group) => group.Split('/') is [_, var space, _] ? space : "";

    private sealed class Observer(Action<string, IReadOnlyList<LabelSet>> update, Action synced) : ITargetObserver
    {
        public void Update(string group, IReadOnlyList<LabelSet> targets) => update(group, targets);

        public void Synced() => synced();
    }
}

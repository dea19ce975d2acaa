namespace PipelineDsl.Kubernetes;

/// <summary>The targets of a role in one namespace (or in all), made of the objects of one or more informers and told to all that asked for the same.</summary>
/// <remarks>
/// As in Prometheus there is no target before each joined resource was listed once. Afterwards, other than there, a change of any object makes
/// the groups again that it helped to make. Targets of pods alone are not kept: they are the larger part of all memory, and what the informer has
/// of a pod says them all, so that they are made again for who comes later.
/// </remarks>
internal sealed class TargetView : IObjectListener
{
    private readonly Lock _lock = new();
    private readonly ScopeInformer _main;
    private readonly ScopeInformer[] _joined;
    private readonly HashSet<ScopeInformer> _unlisted;
    private readonly HashSet<ScopeInformer> _unanswered;
    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);
    private readonly DependencyIndex _dependents = new();
    private readonly GroupBuilder _builder;
    private readonly bool _keepsTargets;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private TargetSubscription[] _subscriptions = [];

    public TargetView(RoleQuery query, ScopeInformer main, ScopeInformer[] joined)
    {
        (Query, _main, _joined) = (query, main, joined);
        _keepsTargets = joined.Length > 0 || query.Main.Type != ResourceType.Pods;
        _unlisted = [.. joined];
        _unanswered = [main, .. joined];
        _builder = new GroupBuilder(joined.ToDictionary(i => i.Kind, i => (Func<string, KubernetesObject?>)i.Find, StringComparer.Ordinal))
        {
            HasJobNames = query.HasJobNames,
            ShowsBackends = query.ShowsBackends,
        };
    }

    public RoleQuery Query { get; }

    public IEnumerable<ScopeInformer> Informers => [_main, .. _joined];

    /// <summary>Begins to hear of the objects.</summary>
    public void Attach()
    {
        foreach (ScopeInformer informer in _joined)
        {
            informer.Subscribe(this);
        }

        _main.Subscribe(this);
    }

    /// <summary>Hears nothing more.</summary>
    public void Detach()
    {
        foreach (ScopeInformer informer in Informers)
        {
            informer.Unsubscribe(this);
        }
    }

    /// <summary>Adds a subscriber; it hears at once of what is known.</summary>
    public void Subscribe(TargetSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions, subscription];
            foreach (string key in _told)
            {
                // What is gone from the informer by now, it will tell of next.
                if (TargetsOf(key) is { Length: > 0 } targets)
                {
                    subscription.Update(key, targets);
                }
            }

            if (_unanswered.Count == 0)
            {
                subscription.Answered();
            }
        }
    }

    /// <summary>Removes a subscriber; it hears nothing more.</summary>
    public void Unsubscribe(TargetSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions.Where(s => s != subscription)];
        }
    }

    void IObjectListener.Changed(ScopeInformer informer, string key)
    {
        lock (_lock)
        {
            if (_unlisted.Count > 0)
            {
                return;
            }

            if (informer == _main)
            {
                Make(key);
                return;
            }

            foreach (string group in _dependents.Of(key))
            {
                Make(group);
            }
        }
    }

    void IObjectListener.Listed(ScopeInformer informer)
    {
        lock (_lock)
        {
            if (!_unlisted.Remove(informer) || _unlisted.Count > 0)
            {
                return;
            }

            foreach (string key in _main.Keys)
            {
                Make(key);
            }
        }
    }

    void IObjectListener.Answered(ScopeInformer informer)
    {
        lock (_lock)
        {
            if (!_unanswered.Remove(informer) || _unanswered.Count > 0)
            {
                return;
            }

            foreach (TargetSubscription subscription in _subscriptions)
            {
                subscription.Answered();
            }
        }
    }

    private LabelSet[] TargetsOf(string key) =>
        _keepsTargets ? _groups[key].Targets : _main.Find(key) is { } found ? _builder.Build(key, found) : [];

    private void Make(string key)
    {
        if (!_keepsTargets)
        {
            // The informer tells of a pod only when it is other than before, and all that is kept of a pod shows in its targets.
            Tell(key, TargetsOf(key));
            return;
        }

        Group before = _groups.GetValueOrDefault(key, Group.None);
        Group now = _main.Find(key) is { } found ? new Group(_builder.Build(key, found), [.. _builder.LookedFor]) : Group.None;
        Depend(key, before.LookedFor, now.LookedFor);
        bool isSame = now.Targets.AsSpan().SequenceEqual(before.Targets);
        if (now.Targets.Length > 0 || now.LookedFor.Length > 0)
        {
            _groups[key] = isSame ? now with { Targets = before.Targets } : now;
        }
        else
        {
            _groups.Remove(key);
        }

        if (!isSame)
        {
            Tell(key, now.Targets);
        }
    }

    private void Tell(string key, LabelSet[] targets)
    {
        bool wasThere = targets.Length > 0 ? !_told.Add(key) : _told.Remove(key);
        if (targets.Length == 0 && !wasThere)
        {
            return;
        }

        foreach (TargetSubscription subscription in _subscriptions)
        {
            subscription.Update(key, targets);
        }
    }

    private void Depend(string group, string[] before, string[] now)
    {
        foreach (string key in before)
        {
            _dependents.Remove(key, group);
        }

        foreach (string key in now)
        {
            _dependents.Add(key, group);
        }
    }

    private sealed record Group(LabelSet[] Targets, string[] LookedFor)
    {
        public static Group None { get; } = new([], []);
    }
}

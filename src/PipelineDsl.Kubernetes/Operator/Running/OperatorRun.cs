using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PipelineDsl.Discovery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Follows the resources of one pipeline and what they refer to, and tells of their jobs. All state belongs to the one loop.</summary>
internal sealed class OperatorRun(OperatorContext context, string id, OperatorSource source, JobTemplate template, IJobObserver observer) : IObjectListener
{
    private readonly Channel<(ScopeInformer Informer, string? Key)> _news = Channel.CreateUnbounded<(ScopeInformer, string?)>();
    private readonly Dictionary<string, ResourceState> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectReference, ReferenceWatch> _references = [];
    private readonly Dictionary<ScopeInformer, ReferenceWatch> _watches = [];
    private readonly HashSet<ScopeInformer> _unanswered = [];
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private bool _isSynced;

    void IObjectListener.Changed(ScopeInformer informer, string key) => _news.Writer.TryWrite((informer, key));

    void IObjectListener.Listed(ScopeInformer informer)
    {
    }

    void IObjectListener.Answered(ScopeInformer informer) => _news.Writer.TryWrite((informer, null));

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var type = ResourceType.Of(source.Kind);
        string[] namespaces = source.Namespaces.Count == 0 ? [""] : [.. source.Namespaces];
        var scopes = new List<ScopeInformer>();
        try
        {
            foreach (string space in namespaces)
            {
                ScopeInformer informer = context.Informers.Acquire(new ResourceQuery(type, space, source.LabelSelector, ""));
                scopes.Add(informer);
                _unanswered.Add(informer);
            }

            // Only now: the first to answer must not be taken for all.
            scopes.ForEach(informer => informer.Subscribe(this));
            await foreach ((ScopeInformer informer, string? key) in _news.Reader.ReadAllAsync(cancellationToken))
            {
                Hear(informer, key);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // That is how it ends.
        }
        finally
        {
            foreach (ScopeInformer informer in scopes.Concat(_watches.Keys))
            {
                informer.Unsubscribe(this);
                context.Informers.Release(informer);
            }

            context.Metrics.Remove(source.Kind, id);
        }
    }

    private void Hear(ScopeInformer informer, string? key)
    {
        if (_watches.TryGetValue(informer, out ReferenceWatch? watch))
        {
            watch.IsAnswered |= key is null;
            foreach (string user in watch.Users.ToArray())
            {
                Process(user);
            }
        }
        else if (key is null)
        {
            _unanswered.Remove(informer);
        }
        else if (informer.Query.Type == ResourceType.Of(source.Kind))
        {
            if (!_resources.TryGetValue(key, out ResourceState? state))
            {
                _resources[key] = state = new ResourceState(informer);
            }

            Process(key);
        }

        if (!_isSynced && _unanswered.Count == 0 && _waiting.Count == 0)
        {
            _isSynced = true;
            observer.Synced();
        }
    }

    private void Process(string key)
    {
        ResourceState state = _resources[key];
        KubernetesObject? found = state.Informer.Find(key);
        _waiting.Remove(key);
        if (found is null || source.ExcludedNamespaces.Contains(key.Split('/')[1]))
        {
            Follow(key, state, []);
            _resources.Remove(key);
            Tell(key, state, []);
        }
        else
        {
            try
            {
                Translate(key, state, found);
            }
            catch (Exception e)
            {
                // A fault of ours must not stop the other resources.
                OperatorLog.Unexpected(context.Services.Logger, key, e);
            }
        }
    }

    private void Translate(string key, ResourceState state, KubernetesObject found)
    {
        using var document = JsonDocument.Parse(found.Json);
        var lookup = new Lookup(this, key);
        Translation translation = context.Check(OperatorTranslator.Translate(source.Kind, document.RootElement, template, lookup));
        Follow(key, state, lookup.Used);
        if (lookup.IsWaiting)
        {
            // The answer comes as news of the object that was looked for.
            _waiting.Add(key);
            return;
        }

        if (translation.Rejection is { } rejection)
        {
            if (state.Rejection != rejection || state.RejectedJson != found)
            {
                OperatorLog.Rejected(context.Services.Logger, key, rejection);
                context.Events?.Warn(
                    Subject(document.RootElement, state), rejection.IsUnsupported ? "Unsupported" : "InvalidConfiguration", rejection.ToString());
            }

            (state.Rejection, state.RejectedJson) = (rejection, found);
        }
        else if (state.Rejection is not null)
        {
            (state.Rejection, state.RejectedJson) = (null, null);
            OperatorLog.Accepted(context.Services.Logger, key, translation.Jobs.Count);
        }

        Tell(key, state, JobComparison.Reuse(state.Jobs, translation.Jobs));
    }

    private EventSubject Subject(JsonElement resource, ResourceState state)
    {
        JsonElement metadata = resource.GetProperty("metadata");
        ResourceType type = state.Informer.Query.Type;
        return new EventSubject(source.Kind.ToString(), Text("namespace"), Text("name"), Text("uid")) { ApiVersion = $"{type.Group}/{type.Version}" };

        string Text(string field) => metadata.GetProperty(field).GetString()!;
    }

    private void Tell(string key, ResourceState state, IReadOnlyList<ScrapeJob> jobs)
    {
        bool isSame = jobs.Count == state.Jobs.Count && jobs.Zip(state.Jobs).All(pair => ReferenceEquals(pair.First, pair.Second));
        (state.Jobs, state.IsNew) = (jobs, false);
        int rejected = _resources.Values.Count(r => r.Rejection is not null);
        context.Metrics.Set(source.Kind, id, _resources.Values.Count(r => !r.IsNew) - rejected, rejected);
        if (!isSame)
        {
            observer.Update(key, jobs);
        }
    }

    // Watches what is referred to from now on, and no longer what is not.
    private void Follow(string key, ResourceState state, HashSet<ObjectReference> used)
    {
        foreach (ObjectReference reference in state.References.Except(used).ToArray())
        {
            ReferenceWatch watch = _references[reference];
            watch.Users.Remove(key);
            if (watch.Users.Count == 0)
            {
                _references.Remove(reference);
                _watches.Remove(watch.Informer);
                watch.Informer.Unsubscribe(this);
                context.Informers.Release(watch.Informer);
            }
        }

        state.References = used;
    }

    private ReferenceWatch Watch(ObjectReference reference, string user)
    {
        if (!_references.TryGetValue(reference, out ReferenceWatch? watch))
        {
            ScopeInformer informer = context.Informers.Acquire(ReferenceWatch.Query(reference));
            _references[reference] = _watches[informer] = watch = new ReferenceWatch(informer, reference);
            informer.Subscribe(this);
        }

        watch.Users.Add(user);
        return watch;
    }

    private sealed class Lookup(OperatorRun run, string key) : IReferencedObjects
    {
        public HashSet<ObjectReference> Used { get; } = [];

        public bool IsWaiting { get; private set; }

        public IReadOnlyDictionary<string, string>? Find(ObjectReference reference)
        {
            Used.Add(reference);
            ReferenceWatch watch = run.Watch(reference, key);
            IsWaiting |= !watch.IsAnswered;
            return watch.Entries();
        }
    }
}

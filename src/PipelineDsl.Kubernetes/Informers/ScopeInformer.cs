namespace PipelineDsl.Kubernetes;

/// <summary>Keeps the targets of one resource in one namespace (or in all) as the API server has them, and tells its subscribers.</summary>
/// <remarks>
/// List, then watch behind the list's version; a watch that ends goes on from the last version it heard of. What was found stays through all
/// trouble: only a complete list or a deletion takes it away.
/// </remarks>
internal sealed class ScopeInformer(ResourceQuery query, InformerServices services) : IObjectSink, IScopeHealth
{
    /// <summary>Watches are asked to end after this long, and up to twice that at random, so that load spreads over the servers.</summary>
    private static readonly TimeSpan WatchTime = TimeSpan.FromMinutes(5);

    /// <summary>A watch shorter than this is no success: the next one waits.</summary>
    private static readonly TimeSpan ShortWatch = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly ObjectStore _store = new();
    private readonly RoleDecoder _decoder = RoleDecoder.Create(query.Type, query.ShowsBackends);
    private readonly Backoff _backoff = new(services.Random);
    private readonly string _subject = $"Watching {query}";
    private TargetSubscription[] _subscriptions = [];
    private string _version = "";
    private string _fault = "";
    private bool _answered;
    private bool _listed;
    private bool _heard;

    public ResourceQuery Query => query;

    public int Objects
    {
        get
        {
            lock (_lock)
            {
                return _store.Count;
            }
        }
    }

    public bool IsUp { get; private set; }

    /// <summary>Adds a subscriber; it hears at once of what is known.</summary>
    public void Subscribe(TargetSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions, subscription];
            foreach ((string group, LabelSet[] targets) in _store.Groups)
            {
                if (targets.Length > 0)
                {
                    subscription.Update(group, targets);
                }
            }

            if (_answered)
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

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        services.Metrics.Add(this);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                TimeSpan wait = await StepAsync(cancellationToken);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, services.Time, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // That is how it ends.
        }
        finally
        {
            services.Metrics.Remove(this);
            services.Health.Forget(_subject);
        }
    }

    void IObjectSink.Listed(ReadOnlySpan<byte> json)
    {
        DecodedObject decoded = _decoder.Decode(json);
        lock (_lock)
        {
            Put(decoded);
        }
    }

    void IObjectSink.WatchOpened()
    {
        IsUp = true;
        _fault = "";
        services.Health.Well(HealthLog.Server);
        services.Health.Well(_subject);
    }

    void IObjectSink.Changed(WatchEventKind kind, ReadOnlySpan<byte> json)
    {
        _heard = true;
        DecodedObject decoded = _decoder.Decode(json);
        lock (_lock)
        {
            if (kind is WatchEventKind.Added or WatchEventKind.Modified)
            {
                Put(decoded);
            }
            else if (kind == WatchEventKind.Deleted && _store.Remove(decoded.Group))
            {
                Tell(decoded.Group, []);
            }
        }

        // Only now: if decoding failed, the watch goes on from before this event.
        _version = decoded.ResourceVersion.Length > 0 ? decoded.ResourceVersion : _version;
    }

    /// <summary>Lists if there is nothing to go on from, then watches.</summary>
    /// <returns>How long to wait before the next step.</returns>
    private async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        long began = services.Time.GetTimestamp();
        _heard = false;
        try
        {
            if (_version.Length == 0)
            {
                await ListAsync(cancellationToken);
                began = services.Time.GetTimestamp();
            }

            await services.Api.WatchAsync(query, _version, WatchTime * (1 + services.Random()), this, cancellationToken);
            TimeSpan lasted = services.Time.GetElapsedTime(began);
            AfterWatch(lasted, "ended");
            return lasted >= ShortWatch ? TimeSpan.Zero : _backoff.Next();
        }
        catch (KubernetesApiException e)
        {
            return AfterFailure(e, services.Time.GetElapsedTime(began));
        }
        catch (KubernetesAccessException e)
        {
            IsUp = false;
            services.Health.Failing(HealthLog.Server, e.Message, e.Message, passes: false);
            return _backoff.Next();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // A fault of ours. Stopping here would freeze the targets without a word.
            IsUp = false;
            _version = "";
            if (_fault != e.Message)
            {
                _fault = e.Message;
                KubernetesLog.Unexpected(services.Logger, query, e);
            }

            return _backoff.Next();
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _store.BeginList();
        }

        ListPage page;
        string next = "";
        do
        {
            page = await services.Api.ListAsync(query, next, this, cancellationToken);
            next = page.Continue;
        }
        while (next.Length > 0);

        lock (_lock)
        {
            foreach (string group in _store.EndList())
            {
                Tell(group, []);
            }
        }

        _version = page.ResourceVersion;
        services.Health.Well(HealthLog.Server);
        if (!_listed)
        {
            _listed = true;
            KubernetesLog.Watching(services.Logger, query, Objects);
        }

        Answer();
    }

    private void AfterWatch(TimeSpan lasted, string reason)
    {
        services.Metrics.WatchRestarted(query.Type.Plural, reason);
        KubernetesLog.Restarting(services.Logger, query, reason);
        if (_heard || lasted >= ShortWatch)
        {
            _backoff.Reset();
        }

        if (!_heard && lasted >= WatchTime)
        {
            // Not even a bookmark: after a restored backup a server stays silent about a version of its future.
            _version = "";
        }
    }

    private TimeSpan AfterFailure(KubernetesApiException e, TimeSpan lasted)
    {
        switch (e.Failure)
        {
            case ApiFailure.Interrupted when _version.Length > 0:
                AfterWatch(lasted, "interrupted");
                return _backoff.Next();
            case ApiFailure.Expired:
                _version = "";
                services.Metrics.WatchRestarted(query.Type.Plural, "expired");
                KubernetesLog.Restarting(services.Logger, query, e.Message);
                return _backoff.Next();
            case ApiFailure.Unauthorized or ApiFailure.Forbidden or ApiFailure.NotFound:
                Answer();
                break;
        }

        IsUp = false;
        bool passes = e.Failure is ApiFailure.Unreachable or ApiFailure.Interrupted or ApiFailure.Throttled or ApiFailure.Unavailable;
        services.Health.Failing(e.ConcernsServer ? HealthLog.Server : _subject, e.Failure.ToString(), e.Message, passes);
        if (!passes)
        {
            _version = "";
        }

        return e.RetryAfter is { } asked ? _backoff.Jitter(asked) : _backoff.Next();
    }

    private void Put(DecodedObject decoded)
    {
        if (_store.Put(decoded.Group, decoded.Targets))
        {
            Tell(decoded.Group, decoded.Targets);
        }
    }

    private void Tell(string group, LabelSet[] targets)
    {
        foreach (TargetSubscription subscription in _subscriptions)
        {
            subscription.Update(group, targets);
        }
    }

    // A refusal is an answer, too: a program must not wait for a namespace it may never see.
    private void Answer()
    {
        lock (_lock)
        {
            if (_answered)
            {
                return;
            }

            _answered = true;
            foreach (TargetSubscription subscription in _subscriptions)
            {
                subscription.Answered();
            }
        }
    }
}

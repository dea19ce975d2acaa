namespace PipelineDsl.Kubernetes;

/// <summary>Keeps the objects of one resource in one namespace (or in all) as the API server has them, and tells its listeners.</summary>
/// <remarks>
/// A watch that begins with a list; where the server does not know that, or refuses it, a list and a watch behind the list's version. A watch that
/// ends goes on from the last version it heard of. What was found stays through all trouble: only a complete list or a deletion takes it away.
/// </remarks>
internal sealed class ScopeInformer(ResourceQuery query, InformerServices services) : IObjectSink, IScopeHealth
{
    /// <summary>Watches are asked to end after this long, and up to twice that at random, so that load spreads over the servers.</summary>
    private static readonly TimeSpan WatchTime = TimeSpan.FromMinutes(5);

    /// <summary>A watch shorter than this is no success: the next one waits.</summary>
    private static readonly TimeSpan ShortWatch = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly ObjectStore _store = new();
    private readonly ObjectDecoder _decoder = ObjectDecoder.Create(query.Type, query.IsFiltered ? services.Read : LabelFilter.All);
    private readonly Backoff _backoff = new(services.Random);
    private readonly string _subject = $"Watching {query}";
    private IObjectListener[] _listeners = [];
    private volatile string _version = "";
    private string _fault = "";
    private bool _answered;
    private bool _listed;
    private bool _heard;
    private bool _streamsList;

    public ResourceQuery Query => query;

    /// <summary>What the keys of its objects begin with.</summary>
    public string Kind => _decoder.Kind;

    public int Objects => _store.Count;

    public IEnumerable<string> Keys => _store.Keys;

    public bool IsUp { get; private set; }

    /// <summary>The version up to which everything was heard; empty when it has to list first.</summary>
    public string Version => _version;

    /// <summary>Finds an object. It may be asked at any time, by anybody.</summary>
    public KubernetesObject? Find(string key) => _store.Find(key);

    /// <summary>Adds a listener; it hears at once of what is known.</summary>
    public void Subscribe(IObjectListener listener)
    {
        lock (_lock)
        {
            _listeners = [.. _listeners, listener];
            foreach (string key in _store.Keys)
            {
                listener.Changed(this, key);
            }

            if (_listed)
            {
                listener.Listed(this);
            }

            if (_answered)
            {
                listener.Answered(this);
            }
        }
    }

    /// <summary>Removes a listener; it hears nothing more.</summary>
    public void Unsubscribe(IObjectListener listener)
    {
        lock (_lock)
        {
            _listeners = [.. _listeners.Where(l => l != listener)];
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
            else if (kind == WatchEventKind.Deleted && _store.Remove(decoded.Key))
            {
                Tell(decoded.Key);
            }
        }

        if (_streamsList)
        {
            // Objects of a list come in no order of their versions: there is nothing to go on from before its end.
            if (kind != WatchEventKind.Bookmark || !_decoder.IsEndOfList)
            {
                return;
            }

            _streamsList = false;
            EndList();
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
            if (_version.Length > 0 || !await StreamAsync(cancellationToken))
            {
                if (_version.Length == 0)
                {
                    await ListAsync(cancellationToken);
                    began = services.Time.GetTimestamp();
                }

                await WatchAsync(_version, cancellationToken);
            }

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

    /// <summary>Watches, beginning with a list.</summary>
    /// <returns>Whether that went well to the watch's end; else it has to be listed.</returns>
    private async Task<bool> StreamAsync(CancellationToken cancellationToken)
    {
        if (services.HasNoStreamingLists)
        {
            return false;
        }

        BeginList();
        _streamsList = true;
        try
        {
            await WatchAsync("", cancellationToken);

            // A server that ignores what it does not know streams on, but marks no end.
            services.HasNoStreamingLists |= _streamsList;
            return !_streamsList;
        }
        catch (KubernetesApiException e) when (_streamsList && e.Failure is ApiFailure.Refused or ApiFailure.Forbidden or ApiFailure.NotFound)
        {
            services.HasNoStreamingLists |= e.IsInvalid;
            return false;
        }
        finally
        {
            _streamsList = false;
        }
    }

    private Task WatchAsync(string version, CancellationToken cancellationToken) =>
        services.Api.WatchAsync(query, version, WatchTime * (1 + services.Random()), this, cancellationToken);

    private void BeginList()
    {
        lock (_lock)
        {
            _store.BeginList();
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        BeginList();
        ListPage page;
        string next = "";
        do
        {
            page = await services.Api.ListAsync(query, next, this, cancellationToken);
            next = page.Continue;
        }
        while (next.Length > 0);

        EndList();
        _version = page.ResourceVersion;
    }

    private void EndList()
    {
        services.Health.Well(HealthLog.Server);
        lock (_lock)
        {
            foreach (string key in _store.EndList())
            {
                Tell(key);
            }

            if (!_listed)
            {
                _listed = true;
                KubernetesLog.Watching(services.Logger, query, Objects);
                foreach (IObjectListener listener in _listeners)
                {
                    listener.Listed(this);
                }
            }
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
        }

        IsUp = false;
        bool passes = e.Failure is ApiFailure.Unreachable or ApiFailure.Interrupted or ApiFailure.Throttled or ApiFailure.Unavailable;
        services.Health.Failing(e.ConcernsServer ? HealthLog.Server : _subject, e.Failure.ToString(), e.Message, passes);
        if (e.Failure is ApiFailure.Unauthorized or ApiFailure.Forbidden or ApiFailure.NotFound)
        {
            Answer();
        }

        if (!passes)
        {
            _version = "";
        }

        return _backoff.Next(e.RetryAfter ?? TimeSpan.Zero);
    }

    private void Put(DecodedObject decoded)
    {
        if (_store.Put(decoded.Key, decoded.Object))
        {
            Tell(decoded.Key);
        }
    }

    private void Tell(string key)
    {
        foreach (IObjectListener listener in _listeners)
        {
            listener.Changed(this, key);
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
            foreach (IObjectListener listener in _listeners)
            {
                listener.Answered(this);
            }
        }
    }
}

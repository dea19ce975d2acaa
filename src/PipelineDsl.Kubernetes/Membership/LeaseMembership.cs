using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes;

/// <summary>The replicas of a group share its targets: each has a lease in its own namespace, renews it, and watches those of the others.</summary>
/// <remarks>
/// <para>A replica that joins creates its lease. Each other one first stops what is no longer its own, then names the newcomer in its own lease;
/// when all have, the newcomer begins. So no target is scraped twice, and the share is free for two requests' time.</para>
/// <para>A replica that leaves stops and deletes its lease. One that dies is taken over when its lease was not renewed for
/// <see cref="ReplicaOptions.LeaseDuration"/>, by the clock of whoever watches.</para>
/// <para>While the API server is away everybody goes on with its last share. A replica that alone cannot reach it does so, too, although the
/// others take it for dead: its targets are then scraped twice rather than not at all.</para>
/// </remarks>
public sealed class LeaseMembership : ITargetOwnership, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly KubernetesDiscovery _discovery;
    private readonly InformerServices _services;
    private readonly ReplicaOptions _options;
    private readonly MemberTable _table;
    private readonly Lock _lock = new();
    private readonly long _origin;
    private TaskCompletionSource _acted = NewSignal();
    private LeaseWriter? _writer;
    private Task _running = Task.CompletedTask;
    private IReadOnlyList<string> _sees = [];
    private IReadOnlyList<string> _written = [];
    private volatile Share _share = new(0, [], -1);
    private bool _hasLeft;

    /// <summary>Prepares a membership; <see cref="Join"/> begins it.</summary>
    /// <param name="discovery">Has the way to the API server, which is shared. Dispose it later than this.</param>
    /// <param name="options">Names the group and this replica.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public LeaseMembership(KubernetesDiscovery discovery, ReplicaOptions options)
    {
        ArgumentNullException.ThrowIfNull(discovery);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        }

        (_discovery, _services, _options) = (discovery, discovery.Services, options);
        _table = new MemberTable(options.Identity, options.LeaseDuration);
        _origin = _services.Time.GetTimestamp();
    }

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public string Group => _options.Group;

    /// <inheritdoc/>
    public long Version => _share.Version;

    /// <summary>The replicas that share the targets now, in order; empty while this one is not among them.</summary>
    public IReadOnlyList<string> Members => _share.Hash.Members;

    private TimeSpan Now => _services.Time.GetElapsedTime(_origin);

    /// <inheritdoc/>
    public bool Owns(ulong targetIdentity)
    {
        Share share = _share;
        return share.Self >= 0 && share.Hash.OwnerOf(targetIdentity) == share.Self;
    }

    /// <summary>Begins to take part, once. Before that, and until the others agree, this replica owns nothing.</summary>
    /// <remarks>A program joins when it knows its targets: it could not scrape its share before.</remarks>
    public void Join()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_hasLeft, this);
            _running = Task.Run(RunAsync);
        }
    }

    /// <summary>Leaves the group. The caller has stopped its scrapes: the others take over at once.</summary>
    /// <param name="cancellationToken">Gives up; the others then take over when the lease has run out.</param>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_hasLeft)
            {
                return;
            }

            _hasLeft = true;
        }

        await _leaving.CancelAsync();
        await _running;
        if (_writer is { } writer)
        {
            await writer.LeaveAsync(cancellationToken);
        }
    }

    /// <summary>Leaves, if that was not done.</summary>
    public async ValueTask DisposeAsync()
    {
        await LeaveAsync(CancellationToken.None);
        _leaving.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync()
    {
        string space = await _discovery.OwnNamespaceAsync(_leaving.Token);
        if (_leaving.IsCancellationRequested)
        {
            return;
        }

        var query = new ResourceQuery(ResourceType.Leases, space, $"{ReplicaOptions.GroupLabel}={_options.Group}", "");
        var informer = new ScopeInformer(query, _services);
        var listener = new LeaseListener(this, $"lease/{space}/");
        informer.Subscribe(listener);
        Task watching = informer.RunAsync(_leaving.Token);
        try
        {
            // Who names too few in its first lease would stop the others.
            await listener.Listed.WaitAsync(_leaving.Token);
            var writer = new LeaseWriter(query, _options, _services);
            await Task.WhenAll(RenewAsync(writer), ExpireAsync(writer));
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // That is how it ends.
        }

        await watching;
    }

    private async Task RenewAsync(LeaseWriter writer)
    {
        while (!_leaving.IsCancellationRequested)
        {
            Task acted;
            IReadOnlyList<string> sees;
            lock (_lock)
            {
                _acted = NewSignal();
                acted = _acted.Task;
                sees = _sees.Count > 0 ? _sees : [.. _table.Known.Append(_options.Identity).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                _written = sees;
            }

            // From here on there may be a lease to delete.
            _writer = writer;
            await writer.RenewAsync(sees, _leaving.Token);
            await Task.WhenAny(acted, Task.Delay(_options.RenewInterval, _services.Time, _leaving.Token));
        }
    }

    private async Task ExpireAsync(LeaseWriter writer)
    {
        while (!_leaving.IsCancellationRequested)
        {
            IReadOnlyList<ReplicaLease> dead;
            TimeSpan next;
            lock (_lock)
            {
                TimeSpan now = Now;
                dead = _table.Expire(now);
                Act(now);
                next = _table.Next(now);
            }

            foreach (ReplicaLease lease in dead)
            {
                await writer.BuryAsync(lease, _leaving.Token);
            }

            await Task.Delay(next, _services.Time, _leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Hear(string identity, KubernetesObject? lease)
    {
        lock (_lock)
        {
            TimeSpan now = Now;
            if (lease is null)
            {
                _table.Forget(identity);
            }
            else
            {
                _table.Hear(LeaseDecoder.Lease(identity, lease), now);
            }

            Act(now);
        }
    }

    // First the change, then the word of it: when others read who is seen here, their share is free.
    private void Act(TimeSpan now)
    {
        IReadOnlyList<string> members = _table.Members;
        bool admitted = _table.IsAdmitted(now);
        Share before = _share;
        bool sameMembers = before.Hash.Members.SequenceEqual(members, StringComparer.Ordinal);
        if (sameMembers && (before.Self >= 0) == admitted)
        {
            return;
        }

        int self = admitted ? members.ToList().IndexOf(_options.Identity) : -1;
        _share = new Share(before.Version + 1, members, self);
        KubernetesLog.Sharing(_services.Logger, _options.Group, string.Join(", ", members), _options.Identity, self >= 0 ? "scrapes its share" : "waits for its share");
        _services.Metrics.ReplicasChanged(_options.Group, members.Count - before.Hash.Members.Count);
        Changed?.Invoke();
        _sees = members;
        if (!members.SequenceEqual(_written, StringComparer.Ordinal))
        {
            _acted.TrySetResult();
        }
    }

    private sealed record Share(long Version, RendezvousHash Hash, int Self)
    {
        public Share(long version, IReadOnlyList<string> members, int self)
            : this(version, new RendezvousHash(members), self)
        {
        }
    }

    private sealed class LeaseListener(LeaseMembership membership, string prefix) : IObjectListener
    {
        private readonly TaskCompletionSource _listed = NewSignal();

        public Task Listed => _listed.Task;

        public void Changed(ScopeInformer informer, string key)
        {
            if (ReplicaLease.IdentityOf(membership._options.Group, key[prefix.Length..]) is { } identity)
            {
                membership.Hear(identity, informer.Find(key));
            }
        }

        void IObjectListener.Listed(ScopeInformer informer) => _listed.TrySetResult();

        public void Answered(ScopeInformer informer)
        {
            // A refusal is no list: there is nothing to join.
        }
    }
}

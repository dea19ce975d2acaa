namespace PipelineDsl.Kubernetes;

/// <summary>Writes a replica's own lease, and deletes those of the dead.</summary>
internal sealed class LeaseWriter(ResourceQuery query, ReplicaOptions options, InformerServices services)
{
    private const int Attempts = 3;

    private readonly string _name = ReplicaLease.NameOf(options);
    private readonly string _subject = $"Renewing the lease {ReplicaLease.NameOf(options)}";
    private readonly DateTimeOffset _joined = services.Time.GetUtcNow();
    private string _version = "";

    /// <summary>Creates or renews the lease. Trouble is logged; the next renewal tries again.</summary>
    /// <param name="sees">The replicas this one acts upon.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RenewAsync(IReadOnlyList<string> sees, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(sees, cancellationToken);
            services.Health.Well(_subject);
        }
        catch (KubernetesApiException e)
        {
            string consequence = _version.Length == 0 ? " Without its lease this replica scrapes nothing." : "";
            bool passes = e.Failure is not (ApiFailure.Unauthorized or ApiFailure.Forbidden or ApiFailure.NotFound or ApiFailure.Refused);
            services.Health.Failing(_subject, e.Failure.ToString(), e.Message + consequence, passes);
        }
        catch (KubernetesAccessException e)
        {
            services.Health.Failing(_subject, e.Message, e.Message, passes: false);
        }
    }

    /// <summary>Deletes the own lease: the others take the share at once.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await services.Api.SendAsync(Request(HttpMethod.Delete, _name), cancellationToken);
        }
        catch (KubernetesApiException e)
        {
            if (e.Failure != ApiFailure.NotFound)
            {
                KubernetesLog.LeaseStays(services.Logger, _name, options.LeaseDuration, e.Message);
            }
        }
        catch (Exception e) when (e is KubernetesAccessException || (e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // Whoever stops has more to stop than this.
            KubernetesLog.LeaseStays(services.Logger, _name, options.LeaseDuration, e.Message);
        }
    }

    /// <summary>Deletes a dead replica's lease, unless it was renewed meanwhile or another replica was faster.</summary>
    public async Task BuryAsync(ReplicaLease dead, CancellationToken cancellationToken)
    {
        string subject = $"Deleting the lease of {dead.Identity}";
        try
        {
            ObjectRequest request = Request(HttpMethod.Delete, ReplicaLease.NameOf(options.Group, dead.Identity));
            await services.Api.SendAsync(request with { Body = ReplicaLease.Only(dead.Version) }, cancellationToken);
            services.Health.Well(subject);
        }
        catch (KubernetesApiException e) when (e.Failure is ApiFailure.NotFound or ApiFailure.Conflict)
        {
            services.Health.Well(subject);
        }
        catch (KubernetesApiException e)
        {
            services.Health.Failing(subject, e.Failure.ToString(), e.Message, passes: e.Failure != ApiFailure.Forbidden);
        }
        catch (KubernetesAccessException e)
        {
            services.Health.Failing(_subject, e.Message, e.Message, passes: false);
        }
    }

    private async Task WriteAsync(IReadOnlyList<string> sees, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            ObjectRequest request = _version.Length == 0 ? Request(HttpMethod.Post, "") : Request(HttpMethod.Put, _name);
            try
            {
                ReadOnlyMemory<byte> json = ReplicaLease.ToJson(options, _version, sees, _joined, services.Time.GetUtcNow());
                _version = (await services.Api.SendAsync(request with { Body = json }, cancellationToken)).Version;
                return;
            }
            catch (KubernetesApiException e) when (e.Failure == ApiFailure.NotFound && _version.Length > 0 && attempt < Attempts)
            {
                // The others took this replica for dead and deleted its lease.
                _version = "";
            }
            catch (KubernetesApiException e) when (e.Failure == ApiFailure.Conflict && attempt < Attempts)
            {
                if (_version.Length > 0)
                {
                    KubernetesLog.LeaseWrittenByOther(services.Logger, _name, options.Identity);
                }

                // A lease that was there before is that of the process before this one.
                _version = (await services.Api.SendAsync(Request(HttpMethod.Get, _name), cancellationToken)).Version;
            }
        }
    }

    private ObjectRequest Request(HttpMethod method, string name) => new(method, query, name, options.RenewInterval);
}

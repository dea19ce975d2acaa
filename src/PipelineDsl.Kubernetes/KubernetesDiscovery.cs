using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using PipelineDsl.Discovery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes;

/// <summary>Discovers the targets of Kubernetes' roles, one list and watch for all pipelines that ask for the same.</summary>
/// <remarks>
/// <para>Each object is a group: <c>pod/&lt;namespace&gt;/&lt;name&gt;</c>, likewise <c>svc</c>, <c>endpoints</c>, <c>endpointslice</c> and <c>ingress</c>, or
/// <c>node/&lt;name&gt;</c>. Observers hear of a group only when its label sets change. They are called while the informer waits, so they should be quick.</para>
/// <para>A role whose targets show other objects, too (endpoints their pods and services, attached metadata), has no target before all of these were
/// listed once, as in Prometheus. Other than there, targets follow each change of those objects at once.</para>
/// <para>Each namespace of a source stands for itself: one that is forbidden does not stop the others. A source is
/// <see cref="ITargetObserver.Synced"/> when all that it needs of each of its namespaces was listed once or refused with 401, 403 or 404; a server that cannot be reached keeps it waiting.</para>
/// <para>A source with a <see cref="KubernetesSource.Connection"/> is discovered at that API server; sources whose connections are equal share it.</para>
/// <para>While the server is away or refuses, the targets found last stay, and it is asked again after 0.8 to 60 seconds.</para>
/// </remarks>
/// <example><code>
/// await using var discovery = new KubernetesDiscovery(KubernetesAccess.FromEnvironment, TimeProvider.System, meterFactory, loggerFactory);
/// await discovery.RunAsync(new KubernetesSource(KubernetesRole.Pod), observer, stopping);
/// </code></example>
public sealed class KubernetesDiscovery : ITargetDiscovery, IAsyncDisposable
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly Func<KubernetesAccess> _access;
    private readonly InformerServices _services;
    private readonly InformerPool _informers;
    private readonly ViewPool _views;
    private readonly OtherServers _others;
    private HashSet<DiscoverySource> _read = [];
    private int _isDisposed;

    /// <summary>Creates a discovery.</summary>
    /// <param name="access">Finds the way to the API server. Asked when it is first needed, again while it throws <see cref="KubernetesAccessException"/>,
    /// and again after the server did not accept what it gave.</param>
    /// <param name="timeProvider">Measures waits and time limits.</param>
    /// <param name="meterFactory">Makes the meter <c>PipelineDsl.Kubernetes</c>.</param>
    /// <param name="loggerFactory">Hears when things go wrong and when they are well again.</param>
    public KubernetesDiscovery(Func<KubernetesAccess> access, TimeProvider timeProvider, IMeterFactory meterFactory, ILoggerFactory loggerFactory)
        : this(access, timeProvider, meterFactory, loggerFactory, Random.Shared.NextDouble)
    {
    }

    /// <summary>Creates a discovery for an access that does not change.</summary>
    /// <param name="access">The way to the API server.</param>
    /// <param name="timeProvider">Measures waits and time limits.</param>
    /// <param name="meterFactory">Makes the meter <c>PipelineDsl.Kubernetes</c>.</param>
    /// <param name="loggerFactory">Hears when things go wrong and when they are well again.</param>
    public KubernetesDiscovery(KubernetesAccess access, TimeProvider timeProvider, IMeterFactory meterFactory, ILoggerFactory loggerFactory)
        : this(() => access, timeProvider, meterFactory, loggerFactory) => ArgumentNullException.ThrowIfNull(access);

    internal KubernetesDiscovery(
        Func<KubernetesAccess> access, TimeProvider timeProvider, IMeterFactory meterFactory, ILoggerFactory loggerFactory, Func<double> random)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(meterFactory);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _access = access;
        _services = InformerServices.Create(access, timeProvider, random, new KubernetesMetrics(meterFactory), loggerFactory.CreateLogger<KubernetesDiscovery>());
        _informers = new InformerPool(_services);
        _views = new ViewPool(_informers);
        _others = new OtherServers(_services);
    }

    /// <summary>Says which pipelines there are, so that labels are not kept that none of their rules reads.</summary>
    /// <param name="pipelines">The pipelines, whose very <see cref="Pipeline.Source"/> is run afterwards; for other sources all labels are kept.</param>
    /// <remarks>These are the labels and annotations of all objects, and phase, readiness and host of pods, image, ID and kind of containers, and
    /// the protocol of their ports. Rules read labels by name, and <c>labelmap</c> by pattern. Pages and explanations show only what is kept.</remarks>
    /// <exception cref="InvalidOperationException">It was said before.</exception>
    public void ReadBy(params IEnumerable<Pipeline> pipelines)
    {
        Pipeline[] mine = [.. pipelines.Where(pipeline => CanDiscover(pipeline.Source))];
        var sources = new HashSet<DiscoverySource>(mine.Select(pipeline => pipeline.Source), ReferenceEqualityComparer.Instance);
        if (!_services.Read.KeepsAll)
        {
            throw new InvalidOperationException("Say once which pipelines there are: what was discovered for some has lost the labels that others read.");
        }

        _services.Read = LabelFilter.Of(mine.SelectMany(pipeline => pipeline.Targets.Stages).SelectMany(stage => stage.Rules));
        _read = sources;
    }

    internal InformerServices Services => _services;

    internal InformerPool Informers => _informers;

    /// <inheritdoc/>
    public bool CanDiscover(DiscoverySource source) => source is KubernetesSource;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The source is not of Kubernetes.</exception>
    /// <exception cref="ObjectDisposedException">The discovery is disposed.</exception>
    public async Task RunAsync(DiscoverySource source, ITargetObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (source is not KubernetesSource kubernetes)
        {
            throw new ArgumentException($"'{source}' is not discovered in Kubernetes.", nameof(source));
        }

        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        string ownNamespace = kubernetes.OwnNamespace ? await OwnNamespaceAsync(either.Token) : "";
        if (either.IsCancellationRequested)
        {
            return;
        }

        RoleQuery[] queries = RoleQuery.Of(kubernetes, ownNamespace, _read.Contains(kubernetes));
        if (kubernetes.Connection is { } connection)
        {
            await _others.RunAsync(connection, queries, observer, either.Token);
        }
        else
        {
            await _views.RunAsync(queries, observer, _services.Logger, either.Token);
        }
    }

    /// <summary>Ends all discoveries; their targets stay as they are.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _disposed.CancelAsync();
        await _informers.EndAsync();
        await _others.EndAsync();
        await _services.Api.DisposeAsync();
        _disposed.Dispose();
    }

    /// <summary>Whether all informers know what happened up to a version.</summary>
    internal bool HasHeard(long version) => _informers.HaveHeard(version);

    /// <summary>The namespace of the context or of the pod this runs in; waits while there is no way to a server. Empty when it is cancelled.</summary>
    internal async Task<string> OwnNamespaceAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_services.Random);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                return _access().Namespace;
            }
            catch (KubernetesAccessException e)
            {
                _services.Health.Failing(HealthLog.Server, e.Message, e.Message, passes: false);
            }

            await Task.Delay(backoff.Next(), _services.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return "";
    }
}

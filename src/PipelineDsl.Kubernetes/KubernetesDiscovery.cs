using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using PipelineDsl.Discovery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes;

/// <summary>Discovers the targets of Kubernetes pods and services, one list and watch for all pipelines that ask for the same.</summary>
/// <remarks>
/// <para>Each object is a group: <c>pod/&lt;namespace&gt;/&lt;name&gt;</c> or <c>svc/&lt;namespace&gt;/&lt;name&gt;</c>. Observers hear of a group only when its label sets change.
/// They are called while the informer waits, so they should be quick.</para>
/// <para>Each namespace of a source stands for itself: one that is forbidden does not stop the others. A source is
/// <see cref="ITargetObserver.Synced"/> when each of its namespaces was listed once or refused with 401, 403 or 404; a server that cannot be reached keeps it waiting.</para>
/// <para>While the server is away or refuses, the targets found last stay, and it is asked again after 0.8 to 60 seconds.</para>
/// </remarks>
/// <example><code>
/// await using var discovery = new KubernetesDiscovery(KubernetesAccess.FromEnvironment, TimeProvider.System, meterFactory, loggerFactory);
/// await discovery.RunAsync(new KubernetesSource(KubernetesRole.Pod), observer, stopping);
/// </code></example>
public sealed class KubernetesDiscovery : ITargetDiscovery, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ResourceQuery, SharedInformer> _informers = [];
    private readonly HashSet<Task> _ending = [];
    private readonly CancellationTokenSource _disposed = new();
    private readonly InformerServices _services;

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
        ILogger logger = loggerFactory.CreateLogger<KubernetesDiscovery>();
        var metrics = new KubernetesMetrics(meterFactory);
        _services = new InformerServices(new KubernetesApi(access, timeProvider, metrics), timeProvider, random, metrics, new HealthLog(logger), logger);
    }

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

        ResourceQuery[] queries = ResourceQuery.Of(kubernetes);
        var subscription = new TargetSubscription(observer, queries.Length, _services.Logger);
        var informers = new List<ScopeInformer>(queries.Length);
        try
        {
            foreach (ResourceQuery query in queries)
            {
                informers.Add(Acquire(query));
                informers[^1].Subscribe(subscription);
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            foreach (ScopeInformer informer in informers)
            {
                informer.Unsubscribe(subscription);
                Release(informer.Query);
            }
        }
    }

    /// <summary>Ends all discoveries; their targets stay as they are.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_lock)
        {
            if (_disposed.IsCancellationRequested)
            {
                return;
            }

            _disposed.Cancel();
            running = [.. _ending, .. _informers.Values.Select(i => i.Running)];
        }

        await Task.WhenAll(running);
        await _services.Api.DisposeAsync();
        _disposed.Dispose();
    }

    private ScopeInformer Acquire(ResourceQuery query)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
            if (!_informers.TryGetValue(query, out SharedInformer? shared))
            {
                shared = new SharedInformer(new ScopeInformer(query, _services), CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token));
                CancellationToken stop = shared.Stop.Token;

                // Off this thread: the first request begins with name lookups and reading files.
                shared.Running = Task.Run(() => shared.Informer.RunAsync(stop), CancellationToken.None);
                _informers.Add(query, shared);
            }

            shared.Users++;
            return shared.Informer;
        }
    }

    private void Release(ResourceQuery query)
    {
        SharedInformer shared;
        lock (_lock)
        {
            shared = _informers[query];
            if (--shared.Users > 0)
            {
                return;
            }

            _informers.Remove(query);
            _ending.Add(shared.Running);
        }

        shared.Stop.Cancel();
        shared.Running.ContinueWith(Ended, shared, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Ended(Task task, object? shared)
    {
        lock (_lock)
        {
            _ending.Remove(task);
        }

        ((SharedInformer)shared!).Stop.Dispose();
    }

    private sealed class SharedInformer(ScopeInformer informer, CancellationTokenSource stop)
    {
        public ScopeInformer Informer { get; } = informer;

        public CancellationTokenSource Stop { get; } = stop;

        public Task Running { get; set; } = Task.CompletedTask;

        public int Users { get; set; }
    }
}

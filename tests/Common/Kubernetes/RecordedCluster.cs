using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PipelineDsl.Discovery;
using PipelineDsl.Kubernetes;
using PipelineDsl.Testing;

namespace PipelineDsl.Recordings;

/// <summary>A simulated cluster with recorded objects, discovered as in production: over HTTP.</summary>
internal sealed class RecordedCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    private RecordedCluster(SimulatedCluster cluster)
    {
        Cluster = cluster;
        Discovery = new KubernetesDiscovery(
            cluster.Access, new HastyTime(), _services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), NullLoggerFactory.Instance);
    }

    public SimulatedCluster Cluster { get; }

    public KubernetesDiscovery Discovery { get; }

    public static async Task<RecordedCluster> StartAsync(JsonObject lists)
    {
        var recorded = new RecordedCluster(await SimulatedCluster.StartAsync());
        recorded.Cluster.Load(lists);
        return recorded;
    }

    /// <summary>Discovers a source and waits until everything was heard of once.</summary>
    public async Task<CollectedTargets> DiscoverAsync(KubernetesSource source)
    {
        var targets = new CollectedTargets();
        _running.Add(Discovery.RunAsync(source, targets, _stop.Token));
        await targets.WhenSynced.WaitAsync(Patience);
        return targets;
    }

    /// <summary>Waits until discovery knows all that happened in the cluster.</summary>
    public async Task CatchUpAsync()
    {
        long version = Cluster.Version;
        Cluster.SendBookmarks();
        using var patience = new CancellationTokenSource(Patience);
        while (!Discovery.HasHeard(version))
        {
            await Task.Delay(1, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        await Discovery.DisposeAsync();
        await Cluster.DisposeAsync();
        await _services.DisposeAsync();
        _stop.Dispose();
    }
}

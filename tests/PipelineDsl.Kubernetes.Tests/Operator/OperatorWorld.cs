using System.Text;
using System.Text.Json.Nodes;
using PipelineDsl.Discovery;
using PipelineDsl.Testing;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>A simulated cluster and a discovery of the Operator's resources in it.</summary>
internal sealed class OperatorWorld : IAsyncDisposable
{
    private readonly DiscoveryRun _run;
    private readonly OperatorDiscovery _discovery;
    private readonly KubernetesEvents _events;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    private OperatorWorld(SimulatedCluster cluster, Func<DiscoverySource, bool>? canDiscover)
    {
        Cluster = cluster;
        _run = new DiscoveryRun(cluster.Url);
        _events = new KubernetesEvents(_run.Discovery);
        _discovery = new OperatorDiscovery(_run.Discovery, canDiscover ?? _run.Discovery.CanDiscover, _run.Meters, _events);
    }

    public SimulatedCluster Cluster { get; }

    public TestLog Log => _run.Log;

    public TestMeters Meters => _run.Meters;

    public WaitingTime Time => _run.Time;

    public static async Task<OperatorWorld> StartAsync(Func<DiscoverySource, bool>? canDiscover = null) =>
        new(await SimulatedCluster.StartAsync(), canDiscover);

    public JobObserver Observe<TRole>(OperatorTargets<TRole> targets)
    {
        var observer = new JobObserver();
        _running.Add(_discovery.RunAsync(targets.Scrape().ForwardTo(Destinations.None["metrics"]), observer, _stop.Token));
        return observer;
    }

    /// <summary>Creates or changes a PodMonitor whose endpoints are these.</summary>
    public void ApplyPodMonitor(string name, string endpoints, string space = "shop", string label = "a") => Cluster.Apply(JsonNode.Parse(
        $$"""
        {
          "apiVersion": "monitoring.coreos.com/v1", "kind": "PodMonitor",
          "metadata": { "name": "{{name}}", "namespace": "{{space}}", "labels": { "team": "{{label}}" } },
          "spec": { "selector": { "matchLabels": { "app": "web" } }, "podMetricsEndpoints": {{endpoints}} }
        }
        """)!.AsObject());

    public void ApplySecret(string name, string key, string value) => Cluster.Apply(new JsonObject
    {
        ["apiVersion"] = "v1", ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop" },
        ["data"] = new JsonObject { [key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value)) },
    });

    public void Delete(string kind, string name) => Cluster.Delete(new JsonObject
    {
        ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop" },
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).WaitAsync(TimeSpan.FromSeconds(20));
        await _discovery.DisposeAsync();
        await _events.DisposeAsync();
        await _run.DisposeAsync();
        await Cluster.DisposeAsync();
        _stop.Dispose();
    }
}

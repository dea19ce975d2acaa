using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.Testing;

/// <summary>A Kubernetes API server on loopback that knows pods and services: for tests and demonstrations without a cluster.</summary>
/// <remarks>
/// It lists in pages, watches with bookmarks, evaluates label and field selectors, and refuses as the real one does. It has no controllers:
/// what is in it was put there with <c>Apply</c> or over HTTP (<c>POST</c>, <c>PUT</c>, <c>DELETE</c> of JSON). Its history grows until it is disposed.
/// </remarks>
/// <example><code>
/// await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
/// cluster.Apply(new SimulatedPod("web-1", "shop") { Containers = [new("app", new SimulatedPort(8080, "http"))] });
/// var discovery = new KubernetesDiscovery(cluster.Access, TimeProvider.System, meterFactory, loggerFactory);
/// </code></example>
public sealed class SimulatedCluster : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ClusterStore _store;
    private readonly ClusterServer _server;

    private SimulatedCluster(WebApplication application, ClusterStore store, ClusterServer server) =>
        (_application, _store, _server) = (application, store, server);

    /// <summary>Where the API server listens.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The way to it, for discovery.</summary>
    public KubernetesAccess Access => KubernetesAccess.FromUrl(Url);

    /// <summary>The version of its last change.</summary>
    internal long Version => _store.Version;

    /// <summary>Starts a cluster without objects.</summary>
    /// <param name="timeProvider">Ends watches and sends bookmarks. The default value is <see langword="null"/>: the system's time.</param>
    /// <param name="port">The port on loopback. The default value is 0: any free one.</param>
    public static async Task<SimulatedCluster> StartAsync(TimeProvider? timeProvider = null, int port = 0)
    {
        TimeProvider time = timeProvider ?? TimeProvider.System;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        WebApplication application = builder.Build();
        var store = new ClusterStore(time);
        var server = new ClusterServer(store, time);
        application.Run(server.HandleAsync);
        await application.StartAsync();
        return new SimulatedCluster(application, store, server) { Url = new Uri(application.Urls.First()) };
    }

    /// <summary>Creates a pod, or makes the one of that name like this.</summary>
    /// <returns>The pod with the IP it has.</returns>
    public SimulatedPod Apply(SimulatedPod pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        SimulatedPod placed = pod with { Ip = pod.Ip ?? _store.Address("pods", pod.Namespace, pod.Name, "status.podIP", "10.244") };
        _store.Put("pods", placed.ToJson());
        return placed;
    }

    /// <summary>Creates a service, or makes the one of that name like this.</summary>
    /// <returns>The service with the cluster IP it has.</returns>
    public SimulatedService Apply(SimulatedService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        SimulatedService placed = service with
        {
            ClusterIp = service.ClusterIp ?? _store.Address("services", service.Namespace, service.Name, "spec.clusterIP", "10.96"),
        };
        _store.Put("services", placed.ToJson());
        return placed;
    }

    /// <summary>Creates or changes an object from its JSON.</summary>
    /// <param name="json">A <c>Pod</c>, <c>Service</c>, <c>Endpoints</c>, <c>EndpointSlice</c>, <c>Ingress</c>, <c>Lease</c>, <c>Node</c>, <c>Namespace</c>, <c>Secret</c>, <c>ConfigMap</c>, <c>ServiceMonitor</c>,
    /// <c>PodMonitor</c>, <c>Probe</c> or <c>ScrapeConfig</c> with
    /// <c>kind</c>, <c>metadata.name</c> and, if it is in one, <c>metadata.namespace</c>.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public void Apply(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        _store.Put(TypeOf(json).Plural, json);
    }

    /// <summary>Deletes an object.</summary>
    /// <param name="json">The object, or no more of it than <c>kind</c>, <c>metadata.name</c> and <c>metadata.namespace</c>.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="ArgumentException">The cluster has no objects of that kind.</exception>
    public bool Delete(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return _store.Delete(TypeOf(json).Plural, ClusterJson.Text(json, "metadata.namespace"), ClusterJson.Text(json, "metadata.name")) is not null;
    }

    /// <summary>Deletes a pod.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Delete(SimulatedPod pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        return _store.Delete("pods", pod.Namespace, pod.Name) is not null;
    }

    /// <summary>Deletes a service.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Delete(SimulatedService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return _store.Delete("services", service.Namespace, service.Name) is not null;
    }

    /// <summary>Refuses a verb from now on with 403, until the result is disposed. Running watches go on, as in a real cluster.</summary>
    /// <param name="verb"><c>list</c>, <c>watch</c>, <c>get</c>, <c>create</c>, <c>update</c>, <c>delete</c>, or <c>*</c> for all.</param>
    /// <param name="resource">The resource as RBAC rules name it, such as <c>pods</c>.</param>
    /// <param name="namespace">The namespace. The default value is <see langword="null"/>: everywhere.</param>
    public IDisposable Forbid(string verb, string resource, string? @namespace = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(verb);
        return _server.Forbid(verb, ClusterResource.Named(resource).Plural, @namespace);
    }

    /// <summary>Whether the server knows streaming lists (<c>sendInitialEvents</c>); before Kubernetes 1.32 it need not. The default value is
    /// <see langword="true"/>.</summary>
    public bool HasStreamingLists
    {
        get => _server.HasStreamingLists;
        set => _server.HasStreamingLists = value;
    }

    /// <summary>Answers 404 about a resource from now on, as a server that is too old for it.</summary>
    /// <param name="resource">The resource as paths name it, such as <c>endpointslices</c>.</param>
    public void Remove(string resource) => _server.Absent.Add(ClusterResource.Named(resource).Plural);

    /// <summary>Knows a resource again that was taken away, as when its CRD is installed.</summary>
    /// <param name="resource">The resource as paths name it, such as <c>servicemonitors</c>.</param>
    public void Restore(string resource) => _server.Absent.Remove(ClusterResource.Named(resource).Plural);

    /// <summary>The objects there are of a resource, in order of namespace and name.</summary>
    /// <param name="resource">The resource as paths name it, such as <c>events</c>.</param>
    public IReadOnlyList<JsonObject> Objects(string resource) =>
        [.. _store.List(ClusterResource.Named(resource).Plural, "").Objects.Select(stored => (JsonObject)stored.DeepClone())];

    /// <summary>How many requests were answered so far, refusals among them.</summary>
    /// <param name="verb"><c>list</c>, <c>watch</c>, <c>get</c>, <c>create</c>, <c>update</c> or <c>delete</c>.</param>
    /// <param name="resource">The resource as paths name it, such as <c>pods</c>.</param>
    public int Requests(string verb, string resource) => _server.Requests(verb, resource);

    /// <summary>Takes the server away until the result is disposed: running watches are cut, new requests get no answer.</summary>
    public IDisposable Unavailable() => _server.Unavailable();

    /// <summary>Breaks the connections of all running watches, as a restarted load balancer does.</summary>
    public void CutWatches() => _server.Cut();

    /// <summary>Forgets all history: watches that go on from before, and pages begun before, are answered with 410.</summary>
    /// <remarks>Running watches go on; call <see cref="CutWatches"/> to make them come back.</remarks>
    public void ExpireHistory() => _store.Forget();

    /// <summary>Sends a bookmark to all watches that allow it; one is also sent each minute.</summary>
    public void SendBookmarks() => _store.Bookmark();

    private static ClusterResource TypeOf(JsonObject json)
    {
        ClusterResource type = ClusterResource.OfKind(ClusterJson.Text(json, "kind"))
            ?? throw new ArgumentException($"The simulated cluster has no objects of the kind '{ClusterJson.Text(json, "kind")}'.", nameof(json));
        return ClusterJson.Text(json, "metadata.name").Length > 0 && ClusterJson.Text(json, "metadata.namespace").Length > 0 == type.IsNamespaced
            ? type
            : throw new ArgumentException(
                $"A {type.Kind} needs metadata.name and {(type.IsNamespaced ? "metadata.namespace" : "no metadata.namespace")}.", nameof(json));
    }

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        // Watches never end by themselves: without this, stopping would wait for them.
        _server.Cut();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _server.Dispose();
    }
}

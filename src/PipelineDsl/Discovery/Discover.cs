using PipelineDsl.Discovery;

namespace PipelineDsl;

/// <summary>Where a pipeline begins: the things that may become scrape targets.</summary>
/// <example><code>
/// Discover.Pods()
///     .Selector(label: "system.component=image")
///     .Relabel(rules => rules.Keep(Pod.Name, "analysis.*"))
///     .Scrape(s => s with { JobName = "integrations/processing" })
///     .ForwardTo(to["metrics-service"]);
/// </code></example>
public static class Discover
{
    /// <summary>One target for each declared container port of each pod with an IP; a pod's container without ports gives one too.</summary>
    /// <remarks>As Prometheus' role <c>pod</c>.</remarks>
    public static KubernetesTargets<Pod> Pods() => new(new KubernetesSource(KubernetesRole.Pod));

    /// <summary>One target for each port of each service, at <c>name.namespace.svc:port</c>.</summary>
    /// <remarks>As Prometheus' role <c>service</c>.</remarks>
    public static KubernetesTargets<Service> Services() => new(new KubernetesSource(KubernetesRole.Service));

    /// <summary>One target for each address and port of each Endpoints object, and one for each other port of the pods behind them.</summary>
    /// <remarks>As Prometheus' role <c>endpoints</c>. Kubernetes prefers <see cref="EndpointSlices"/>; Endpoints are deprecated since 1.33.</remarks>
    public static KubernetesTargets<Endpoints> Endpoints() => new(new KubernetesSource(KubernetesRole.Endpoints));

    /// <summary>One target for each address and port of each EndpointSlice, and one for each other port of the pods behind them.</summary>
    /// <remarks>As Prometheus' role <c>endpointslice</c>. Needs Kubernetes 1.21.</remarks>
    public static KubernetesTargets<EndpointSlice> EndpointSlices() => new(new KubernetesSource(KubernetesRole.EndpointSlice));

    /// <summary>One target for each node that has an address, at the port of its kubelet.</summary>
    /// <remarks>As Prometheus' role <c>node</c>. The label <c>instance</c> is the node's name.</remarks>
    public static KubernetesTargets<Node> Nodes() => new(new KubernetesSource(KubernetesRole.Node));

    /// <summary>One target for each path of each rule of each ingress, at the rule's host: for probes of what the ingress serves.</summary>
    /// <remarks>As Prometheus' role <c>ingress</c>. A rule without a host has no address: a rule must give it one, or drop it.</remarks>
    public static KubernetesTargets<Ingress> Ingresses() => new(new KubernetesSource(KubernetesRole.Ingress));

    /// <summary>Targets that are known beforehand.</summary>
    /// <param name="addresses">What to scrape, as <c>host:port</c>.</param>
    /// <exception cref="ArgumentException">An address is empty or holds a slash.</exception>
    public static Targets<StaticTarget> Static(params ReadOnlySpan<string> addresses)
    {
        foreach (string address in addresses)
        {
            if (string.IsNullOrEmpty(address) || address.Contains('/'))
            {
                throw new ArgumentException($"'{address}' is not an address: write host:port, without scheme and path.", nameof(addresses));
            }
        }

        return new(new StaticSource([.. addresses]));
    }

    /// <summary>Targets that an HTTP endpoint lists as JSON: <c>[{"targets": ["host:port"], "labels": {"name": "value"}}]</c>.</summary>
    /// <param name="url">Where the list is. It is asked again every 60 seconds.</param>
    /// <remarks>As Prometheus' <c>http_sd</c>. While the endpoint fails, the last list stays.</remarks>
    public static Targets<HttpTarget> Http(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new(new HttpSource(url));
    }
}

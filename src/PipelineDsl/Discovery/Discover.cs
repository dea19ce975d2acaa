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

    /// <summary>The jobs that the ServiceMonitors of the Prometheus Operator describe.</summary>
    /// <remarks>
    /// Rules before the scrape run first, while <c>job</c> is still the job's name, <c>serviceMonitor/&lt;namespace&gt;/&lt;name&gt;/&lt;index&gt;</c>; then
    /// those of the resource. The options of the scrape are the defaults of what the resource leaves open: interval, timeout, limits, formats, histograms.
    /// </remarks>
    /// <example><code>
    /// Discover.ServiceMonitors()
    ///     .ExcludeNamespaces("kube-system")
    ///     .Scrape(s => s with { Interval = 30.Seconds() })
    ///     .ForwardTo(to["metrics-service"]);
    /// </code></example>
    public static OperatorTargets<ServiceMonitorTarget> ServiceMonitors() => new(new OperatorSource(OperatorKind.ServiceMonitor));

    /// <summary>The jobs that the PodMonitors of the Prometheus Operator describe.</summary>
    /// <remarks>Rules and options are as for <see cref="ServiceMonitors"/>; the job's name is <c>podMonitor/&lt;namespace&gt;/&lt;name&gt;/&lt;index&gt;</c>.</remarks>
    public static OperatorTargets<Pod> PodMonitors() => new(new OperatorSource(OperatorKind.PodMonitor));

    /// <summary>The jobs that the Probes of the Prometheus Operator describe: targets that a prober is asked about.</summary>
    /// <remarks>Rules and options are as for <see cref="ServiceMonitors"/>; the job's name is <c>probe/&lt;namespace&gt;/&lt;name&gt;</c>.</remarks>
    public static OperatorTargets<ProbeTarget> Probes() => new(new OperatorSource(OperatorKind.Probe));

    /// <summary>The jobs that the ScrapeConfigs of the Prometheus Operator describe, with static, file, HTTP, DNS and Kubernetes discovery.</summary>
    /// <remarks>Rules and options are as for <see cref="ServiceMonitors"/>; the job's name is <c>scrapeConfig/&lt;namespace&gt;/&lt;name&gt;</c>.</remarks>
    public static OperatorTargets<ScrapeConfigTarget> ScrapeConfigs() => new(new OperatorSource(OperatorKind.ScrapeConfig));

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

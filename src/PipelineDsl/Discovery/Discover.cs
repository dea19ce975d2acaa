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

    /// <summary>Pods and services that ask by annotation to be scraped: <c>k8s.grafana.com/scrape: "true"</c> and its companions.</summary>
    /// <param name="options">Which ones, and what the annotations are called. The default value is <see langword="null"/>:
    /// <see cref="AnnotationOptions.Default"/>.</param>
    /// <remarks>
    /// <para>Readable by rules are the labels of the role pod or service and, set already, what the annotations say. A pod and port is one target,
    /// however many containers it has; a service's port is none while pods behind it are scraped on it by their own annotations.</para>
    /// <para>The scrape's interval, timeout and token come from the options. Labels that a target exposes win over the target's own, and any
    /// certificate is taken, as in the k8s-monitoring chart.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is wrong; <see cref="AnnotationOptions.Validate"/> tells what.</exception>
    /// <example><code>
    /// Discover.Annotated(new AnnotationOptions { ExcludeNamespaces = ["kube-.*"] })
    ///     .Relabel(rules => rules.Drop(Annotated.PodLabel("tier"), "test"))
    ///     .Scrape()
    ///     .ForwardTo(to["metrics-service"]);
    /// </code></example>
    public static Targets<Annotated> Annotated(AnnotationOptions? options = null)
    {
        options ??= AnnotationOptions.Default;
        IReadOnlyList<string> errors = options.Validate();
        return errors.Count == 0
            ? new(new AnnotatedSource(options))
            : throw new ArgumentException($"The options of annotation autodiscovery are wrong: {string.Join(' ', errors)}", nameof(options));
    }

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

    /// <summary>Targets that files list, as JSON or YAML: <c>[{"targets": ["host:port"], "labels": {"name": "value"}}]</c>.</summary>
    /// <param name="paths">The files, which end in <c>.json</c>, <c>.yml</c> or <c>.yaml</c>; <c>*</c> in the last part of a path stands for any text.</param>
    /// <remarks>As Prometheus' <c>file_sd</c>: read again when they change, and every 5 minutes. While a file cannot be read, its last targets stay.</remarks>
    /// <exception cref="ArgumentException">No path is given, or one is none of these.</exception>
    public static Targets<FileTarget> File(params ReadOnlySpan<string> paths)
    {
        foreach (string path in paths)
        {
            bool isKnown = path is not null && Path.GetExtension(path).ToUpperInvariant() is ".JSON" or ".YML" or ".YAML";
            if (!isKnown || Path.GetDirectoryName(path)?.Contains('*', StringComparison.Ordinal) == true)
            {
                throw new ArgumentException($"'{path}' is no list of targets: name files .json, .yml or .yaml, with * only behind the last slash.", nameof(paths));
            }
        }

        return paths.Length > 0 ? new(new FileSource([.. paths])) : throw new ArgumentException("Name at least one file.", nameof(paths));
    }

    /// <summary>Targets that DNS names stand for.</summary>
    /// <param name="names">The names; one without enough dots is looked for in the search domains of <c>/etc/resolv.conf</c>.</param>
    /// <param name="type">The type of the records. The default value is <see cref="DnsRecordType.Srv"/>, which bring ports.</param>
    /// <param name="port">The port of the targets of other types. The default value is 0: none, right only for SRV records.</param>
    /// <remarks>As Prometheus' <c>dns_sd</c>: asked every 30 seconds. While a name cannot be asked for, its last targets stay.</remarks>
    /// <exception cref="ArgumentException">No name is given, or one is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is missing or none.</exception>
    public static Targets<DnsTarget> Dns(ReadOnlySpan<string> names, DnsRecordType type = DnsRecordType.Srv, int port = 0)
    {
        foreach (string name in names)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(names));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(port, type == DnsRecordType.Srv ? 0 : 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        return names.Length > 0 ? new(new DnsSource([.. names], type, port)) : throw new ArgumentException("Give at least one name.", nameof(names));
    }

    /// <summary>Targets that a DNS name's SRV records stand for.</summary>
    /// <param name="name">The name, such as <c>_metrics._tcp.example.org</c>.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static Targets<DnsTarget> Dns(string name) => Dns([name]);
}

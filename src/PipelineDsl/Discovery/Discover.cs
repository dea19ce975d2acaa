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

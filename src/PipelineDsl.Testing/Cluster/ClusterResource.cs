namespace PipelineDsl.Testing;

/// <summary>A kind of objects that a simulated cluster has.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version.</param>
/// <param name="Plural">The name in paths.</param>
/// <param name="Kind">The name in objects.</param>
/// <param name="Fields">What field selectors may ask for, beside the name.</param>
internal sealed record ClusterResource(string Group, string Version, string Plural, string Kind, params string[] Fields)
{
    public static IReadOnlyList<ClusterResource> All { get; } =
    [
        new("", "v1", "pods", "Pod", "metadata.namespace", "spec.nodeName", "spec.restartPolicy", "status.phase", "status.podIP"),
        new("", "v1", "services", "Service", "metadata.namespace", "spec.clusterIP", "spec.type"),
        new("", "v1", "endpoints", "Endpoints", "metadata.namespace"),
        new("", "v1", "nodes", "Node", "spec.unschedulable") { IsNamespaced = false },
        new("", "v1", "namespaces", "Namespace", "status.phase") { IsNamespaced = false },
        new("", "v1", "secrets", "Secret", "metadata.namespace", "type"),
        new("", "v1", "configmaps", "ConfigMap", "metadata.namespace"),
        new("events.k8s.io", "v1", "events", "Event", "metadata.namespace", "reason"),
        new("monitoring.coreos.com", "v1", "servicemonitors", "ServiceMonitor", "metadata.namespace"),
        new("monitoring.coreos.com", "v1", "podmonitors", "PodMonitor", "metadata.namespace"),
        new("monitoring.coreos.com", "v1", "probes", "Probe", "metadata.namespace"),
        new("monitoring.coreos.com", "v1alpha1", "scrapeconfigs", "ScrapeConfig", "metadata.namespace"),
        new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", "metadata.namespace"),
        new("apps", "v1", "replicasets", "ReplicaSet", "metadata.namespace"),
        new("batch", "v1", "jobs", "Job", "metadata.namespace"),
        new("coordination.k8s.io", "v1", "leases", "Lease", "metadata.namespace"),
        new("networking.k8s.io", "v1", "ingresses", "Ingress", "metadata.namespace"),
    ];

    public bool IsNamespaced { get; init; } = true;

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public static ClusterResource? OfKind(string kind) => All.FirstOrDefault(r => r.Kind == kind);

    public static ClusterResource? Of(string group, string version, string plural) =>
        All.FirstOrDefault(r => r.Plural == plural && r.Group == group && r.Version == version);

    /// <exception cref="ArgumentException">The cluster has no such resource.</exception>
    public static ClusterResource Named(string plural) => All.FirstOrDefault(r => r.Plural == plural)
        ?? throw new ArgumentException($"The simulated cluster has no '{plural}', only {string.Join(", ", All.Select(r => r.Plural))}.", nameof(plural));
}

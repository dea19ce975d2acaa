using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes;

/// <summary>A kind of objects as the API server names it.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version, such as <c>v1</c>.</param>
/// <param name="Plural">The name in paths and in RBAC rules, such as <c>pods</c>.</param>
internal sealed record ResourceType(string Group, string Version, string Plural)
{
    public static ResourceType Pods { get; } = new("", "v1", "pods");

    public static ResourceType Services { get; } = new("", "v1", "services");

    public static ResourceType Endpoints { get; } = new("", "v1", "endpoints");

    public static ResourceType EndpointSlices { get; } = new("discovery.k8s.io", "v1", "endpointslices");

    public static ResourceType Nodes { get; } = new("", "v1", "nodes") { IsNamespaced = false };

    public static ResourceType Ingresses { get; } = new("networking.k8s.io", "v1", "ingresses");

    public static ResourceType Namespaces { get; } = new("", "v1", "namespaces") { IsNamespaced = false };

    public static ResourceType Secrets { get; } = new("", "v1", "secrets");

    public static ResourceType ConfigMaps { get; } = new("", "v1", "configmaps");

    public static ResourceType Events { get; } = new("events.k8s.io", "v1", "events");

    public static ResourceType ReplicaSets { get; } = new("apps", "v1", "replicasets");

    public static ResourceType Jobs { get; } = new("batch", "v1", "jobs");

    public static ResourceType Leases { get; } = new("coordination.k8s.io", "v1", "leases");

    /// <summary>Whether objects of the kind are in namespaces. The default value is <see langword="true"/>.</summary>
    public bool IsNamespaced { get; init; } = true;

    public string Root => Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";

    public static ResourceType Of(OperatorKind kind) => kind switch
    {
        OperatorKind.ServiceMonitor => new("monitoring.coreos.com", "v1", "servicemonitors"),
        OperatorKind.PodMonitor => new("monitoring.coreos.com", "v1", "podmonitors"),
        OperatorKind.Probe => new("monitoring.coreos.com", "v1", "probes"),
        OperatorKind.ScrapeConfig => new("monitoring.coreos.com", "v1alpha1", "scrapeconfigs"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind is not known."),
    };

    public static ResourceType Of(KubernetesRole role) => role switch
    {
        KubernetesRole.Pod => Pods,
        KubernetesRole.Service => Services,
        KubernetesRole.Endpoints => Endpoints,
        KubernetesRole.EndpointSlice => EndpointSlices,
        KubernetesRole.Node => Nodes,
        KubernetesRole.Ingress => Ingresses,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "This role is not known."),
    };
}

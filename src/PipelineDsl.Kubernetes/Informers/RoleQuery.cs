using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes;

/// <summary>What the targets of a role in one namespace are made of; queries that are equal share a view.</summary>
/// <param name="Main">The objects that are target groups.</param>
internal sealed record RoleQuery(ResourceQuery Main)
{
    /// <summary>The pods behind endpoints; null if they are not asked for.</summary>
    public ResourceQuery? Pods { get; init; }

    /// <summary>The services of endpoints; null if they are not asked for.</summary>
    public ResourceQuery? Services { get; init; }

    /// <summary>The nodes whose labels are attached; null if they are not asked for.</summary>
    public ResourceQuery? Nodes { get; init; }

    /// <summary>The namespaces whose labels are attached; null if they are not asked for.</summary>
    public ResourceQuery? Namespaces { get; init; }

    /// <summary>Whether targets of services say what is behind them. The default value is <see langword="false"/>.</summary>
    public bool ShowsBackends { get; init; }

    /// <summary>The ReplicaSets that name the Deployments of pods; null if they are not asked for.</summary>
    public ResourceQuery? ReplicaSets { get; init; }

    /// <summary>The Jobs that name the CronJobs of pods; null if they are not asked for.</summary>
    public ResourceQuery? Jobs { get; init; }

    /// <summary>Whether pods show the name of their Job.</summary>
    public bool HasJobNames { get; init; }

    /// <summary>All that is joined to the main objects.</summary>
    public IEnumerable<ResourceQuery> Joined => ((ResourceQuery?[])[Pods, Services, Nodes, Namespaces, ReplicaSets, Jobs]).OfType<ResourceQuery>();

    /// <summary>The queries of a source: one for each of its namespaces, or one for all.</summary>
    /// <param name="source">The source.</param>
    /// <param name="ownNamespace">The namespace that the source means by its own.</param>
    /// <param name="isFiltered">Whether only those labels are kept that rules are known to read. The default value is <see langword="false"/>.</param>
    public static RoleQuery[] Of(KubernetesSource source, string ownNamespace, bool isFiltered = false)
    {
        IEnumerable<string> named = source.OwnNamespace ? [.. source.Namespaces, ownNamespace] : source.Namespaces;
        string[] namespaces = source.Role == KubernetesRole.Node ? [] : [.. named.Distinct(StringComparer.Ordinal)];
        return [.. (namespaces.Length == 0 ? [""] : namespaces).Select(space => In(source, space, isFiltered))];
    }

    private static RoleQuery In(KubernetesSource source, string space, bool isFiltered)
    {
        bool isEndpoints = source.Role is KubernetesRole.Endpoints or KubernetesRole.EndpointSlice;
        bool hasNodes = (isEndpoints || source.Role == KubernetesRole.Pod) && source.Attached.HasFlag(AttachedMetadata.Node);
        bool hasNamespaces = source.Role != KubernetesRole.Node && source.Attached.HasFlag(AttachedMetadata.Namespace);
        AttachedMetadata ofPods = source.Role == KubernetesRole.Pod ? source.Attached : AttachedMetadata.None;
        return new RoleQuery(Select(source, source.Role, space, isFiltered))
        {
            ShowsBackends = source.ShowsBackends,
            Pods = isEndpoints ? Select(source, KubernetesRole.Pod, space, isFiltered) : null,
            Services = isEndpoints ? Select(source, KubernetesRole.Service, space, isFiltered) : null,
            Nodes = hasNodes ? Select(source, KubernetesRole.Node, "", isFiltered) : null,

            ReplicaSets = ofPods.HasFlag(AttachedMetadata.Deployment) ? new ResourceQuery(ResourceType.ReplicaSets, space, "", "") : null,
            Jobs = ofPods.HasFlag(AttachedMetadata.CronJob) ? new ResourceQuery(ResourceType.Jobs, space, "", "") : null,
            HasJobNames = ofPods.HasFlag(AttachedMetadata.Job),

            // All of them, whatever namespaces are asked for: the right to list is for all or for none.
            Namespaces = hasNamespaces ? new ResourceQuery(ResourceType.Namespaces, "", "", "") { IsFiltered = isFiltered } : null,
        };
    }

    private static ResourceQuery Select(KubernetesSource source, KubernetesRole role, string space, bool isFiltered)
    {
        RoleSelector selector = source.SelectorOf(role);
        return new ResourceQuery(ResourceType.Of(role), space, selector.Label, selector.Field) { IsFiltered = isFiltered };
    }
}

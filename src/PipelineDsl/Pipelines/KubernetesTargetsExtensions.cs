using PipelineDsl.Discovery;

namespace PipelineDsl;

/// <summary>What targets of some Kubernetes roles can be asked for.</summary>
public static class KubernetesTargetsExtensions
{
    /// <summary>Looks only into these namespaces. Without this call and <see cref="OwnNamespace"/> it looks into all.</summary>
    /// <typeparam name="TRole">The role, such as <see cref="Pod"/>.</typeparam>
    /// <param name="targets">The targets.</param>
    /// <param name="names">Names of namespaces; one that does not exist is just empty.</param>
    /// <exception cref="ArgumentException">No name, or an empty name, is given.</exception>
    public static KubernetesTargets<TRole> Namespaces<TRole>(this KubernetesTargets<TRole> targets, params ReadOnlySpan<string> names)
        where TRole : INamespacedRole
    {
        ArgumentNullException.ThrowIfNull(targets);
        var sorted = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(names));
            sorted.Add(name);
        }

        return sorted.Count > 0
            ? targets.With(source => source with { Namespaces = [.. sorted.Union(source.Namespaces).Order(StringComparer.Ordinal)] })
            : throw new ArgumentException("Name at least one namespace, or leave the call out to look into all.", nameof(names));
    }

    /// <summary>Looks only into the namespace of the pod this runs in, or of the kubeconfig's context; with <see cref="Namespaces"/> into those as well.</summary>
    /// <typeparam name="TRole">The role, such as <see cref="Pod"/>.</typeparam>
    /// <param name="targets">The targets.</param>
    public static KubernetesTargets<TRole> OwnNamespace<TRole>(this KubernetesTargets<TRole> targets)
        where TRole : INamespacedRole
    {
        ArgumentNullException.ThrowIfNull(targets);
        return targets.With(source => source with { OwnNamespace = true });
    }

    /// <summary>Gives targets the labels and annotations of their node: <c>__meta_kubernetes_node_*</c>.</summary>
    /// <typeparam name="TRole">The role, such as <see cref="Pod"/>.</typeparam>
    /// <param name="targets">The targets.</param>
    /// <remarks>Needs the right to list and watch nodes: without it there is no target at all, as in Prometheus. Targets without a node, or on one that
    /// is not known, stay without these labels.</remarks>
    public static KubernetesTargets<TRole> AttachNodeMetadata<TRole>(this KubernetesTargets<TRole> targets)
        where TRole : INodeRole => targets.Attach(AttachedMetadata.Node);

    /// <summary>Gives targets the labels and annotations of their namespace: <c>__meta_kubernetes_namespace_*</c>.</summary>
    /// <typeparam name="TRole">The role, such as <see cref="Pod"/>.</typeparam>
    /// <param name="targets">The targets.</param>
    /// <remarks>Needs the right to list and watch namespaces: without it there is no target at all. As Prometheus 3.6.</remarks>
    public static KubernetesTargets<TRole> AttachNamespaceMetadata<TRole>(this KubernetesTargets<TRole> targets)
        where TRole : INamespacedRole => targets.Attach(AttachedMetadata.Namespace);

    /// <summary>Gives pods the name of their Deployment: <c>__meta_kubernetes_pod_deployment_name</c>.</summary>
    /// <param name="targets">The targets.</param>
    /// <remarks>Needs the right to list and watch ReplicaSets, which name it: without it there is no target at all. As Prometheus 3.11.</remarks>
    public static KubernetesTargets<Pod> AttachDeploymentName(this KubernetesTargets<Pod> targets) => targets.Attach(AttachedMetadata.Deployment);

    /// <summary>Gives pods the name of their Job: <c>__meta_kubernetes_pod_job_name</c>.</summary>
    /// <param name="targets">The targets.</param>
    /// <remarks>As Prometheus 3.11.</remarks>
    public static KubernetesTargets<Pod> AttachJobName(this KubernetesTargets<Pod> targets) => targets.Attach(AttachedMetadata.Job);

    /// <summary>Gives pods the name of their CronJob: <c>__meta_kubernetes_pod_cronjob_name</c>.</summary>
    /// <param name="targets">The targets.</param>
    /// <remarks>Needs the right to list and watch Jobs, which name it: without it there is no target at all. As Prometheus 3.11.</remarks>
    public static KubernetesTargets<Pod> AttachCronJobName(this KubernetesTargets<Pod> targets) => targets.Attach(AttachedMetadata.CronJob);

    /// <summary>Asks the API server only for the pods behind the endpoints that these selectors let through.</summary>
    /// <typeparam name="TRole">The role: <see cref="Endpoints"/> or <see cref="EndpointSlice"/>.</typeparam>
    /// <param name="targets">The targets.</param>
    /// <param name="label">A label selector. The default value is empty: any labels.</param>
    /// <param name="field">A field selector. The default value is empty: any fields.</param>
    /// <remarks>An endpoint whose pod is not let through stays, without the pod's labels and ports. Further calls add to the selectors.</remarks>
    public static KubernetesTargets<TRole> PodSelector<TRole>(this KubernetesTargets<TRole> targets, string label = "", string field = "")
        where TRole : IEndpointsRole
    {
        ArgumentNullException.ThrowIfNull(targets);
        return targets.With(source => source.Select(KubernetesRole.Pod, label, field));
    }

    /// <summary>Asks the API server only for the services of the endpoints that these selectors let through.</summary>
    /// <typeparam name="TRole">The role: <see cref="Endpoints"/> or <see cref="EndpointSlice"/>.</typeparam>
    /// <param name="targets">The targets.</param>
    /// <param name="label">A label selector. The default value is empty: any labels.</param>
    /// <param name="field">A field selector. The default value is empty: any fields.</param>
    /// <remarks>Endpoints whose service is not let through stay, without the service's labels. Further calls add to the selectors.</remarks>
    public static KubernetesTargets<TRole> ServiceSelector<TRole>(this KubernetesTargets<TRole> targets, string label = "", string field = "")
        where TRole : IEndpointsRole
    {
        ArgumentNullException.ThrowIfNull(targets);
        return targets.With(source => source.Select(KubernetesRole.Service, label, field));
    }

    private static KubernetesTargets<TRole> Attach<TRole>(this KubernetesTargets<TRole> targets, AttachedMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return targets.With(source => source with { Attached = source.Attached | metadata });
    }
}

using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Makes the sources in Kubernetes that resources ask for.</summary>
internal static class KubernetesSources
{
    public static KubernetesSource Create(KubernetesRole role, ValueList<string> namespaces, IEnumerable<RoleSelector> selectors, bool attachNodes)
    {
        var source = new KubernetesSource(role) { Namespaces = namespaces, Attached = attachNodes ? AttachedMetadata.Node : AttachedMetadata.None };
        return selectors.Aggregate(source, (all, selector) => all.Select(selector.Role, selector.Label, selector.Field));
    }
}

using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Makes the sources in Kubernetes that resources ask for: all that the translation needs of <see cref="KubernetesSource"/> is here.</summary>
internal static class KubernetesSources
{
    public static KubernetesSource Create(
        KubernetesRole role, ValueList<string> namespaces, IEnumerable<RoleSelector> selectors, bool attachNodes, KubernetesConnection? connection = null) => new(role)
    {
        Namespaces = namespaces,
        Selectors = [.. selectors],
        AttachNodeMetadata = attachNodes,
        Connection = connection,
    };
}

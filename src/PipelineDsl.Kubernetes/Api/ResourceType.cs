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

    public string Root => Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";

    public static ResourceType Of(KubernetesRole role) => role switch
    {
        KubernetesRole.Pod => Pods,
        KubernetesRole.Service => Services,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "This role is not known."),
    };
}

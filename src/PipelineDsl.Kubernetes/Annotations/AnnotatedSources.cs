using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes;

/// <summary>What is asked of the API server for the options of annotation autodiscovery.</summary>
internal static class AnnotatedSources
{
    private const int LongestName = 63;

    /// <summary>The pods that are looked at; null for none.</summary>
    public static KubernetesSource? Pods(AnnotationOptions options) =>
        options.Pods.Enabled ? Attach(Select(KubernetesRole.Pod, options, options.Pods), options) : null;

    /// <summary>The services that are looked at; null for none.</summary>
    public static KubernetesSource? Services(AnnotationOptions options) => options.Services.Enabled
        ? Attach(Select(KubernetesRole.Service, options, options.Services) with { ShowsBackends = options.Pods.Enabled }, options)
        : null;

    /// <summary>Whether an entry of the namespaces is a name, and not a pattern.</summary>
    public static bool IsName(string entry) => entry.Length is > 0 and <= LongestName && entry[0] != '-' && entry[^1] != '-'
        && entry.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static KubernetesSource Select(KubernetesRole role, AnnotationOptions options, AnnotatedObjectOptions objects) =>
        new KubernetesSource(role) { Namespaces = options.Namespaces.All(IsName) ? [.. options.Namespaces.Distinct().Order(StringComparer.Ordinal)] : [] }
            .Select(role, options.LabelSelector)
            .Select(role, objects.LabelSelector);

    private static KubernetesSource Attach(KubernetesSource source, AnnotationOptions options)
    {
        bool hasNode = source.Role == KubernetesRole.Pod && options.NodeLabels != NodeLabelOptions.None;
        return source with
        {
            Attached = (hasNode ? AttachedMetadata.Node : AttachedMetadata.None)
                | (options.AttachNamespaceMetadata ? AttachedMetadata.Namespace : AttachedMetadata.None),
        };
    }
}

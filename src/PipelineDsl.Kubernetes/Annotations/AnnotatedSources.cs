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

    private static KubernetesSource Select(KubernetesRole role, AnnotationOptions options, AnnotatedObjectOptions objects) => new(role)
    {
        Namespaces = options.Namespaces.All(IsName) ? [.. options.Namespaces.Distinct().Order(StringComparer.Ordinal)] : [],
        LabelSelector = options.LabelSelector.Length == 0 || objects.LabelSelector.Length == 0
            ? options.LabelSelector + objects.LabelSelector
            : $"{options.LabelSelector},{objects.LabelSelector}",
    };

    // The one place to ask for metadata of nodes (options.NodeLabels) and namespaces (options.AttachNamespaceMetadata). Discovery cannot
    // attach any yet: until it can, there are no such labels to read.
    private static KubernetesSource Attach(KubernetesSource source, AnnotationOptions options)
    {
        _ = options;
        return source;
    }
}

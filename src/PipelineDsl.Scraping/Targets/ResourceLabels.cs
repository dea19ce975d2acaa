namespace PipelineDsl.Scraping.Targets;

/// <summary>The discovered labels that say which Kubernetes resource a target is. Destinations that describe resources want them as they were found.</summary>
internal static class ResourceLabels
{
    private const string Prefix = "__meta_kubernetes_";

    /// <summary>Picks the labels of pod, container, namespace, node and controllers.</summary>
    /// <returns>They, or <see cref="LabelSet.Empty"/> for a target outside Kubernetes.</returns>
    public static LabelSet Of(LabelSet discovered)
    {
        LabelSetBuilder? picked = null;
        foreach (Utf8Label label in discovered)
        {
            if (label.Name.StartsWith("__meta_kubernetes_"u8) && IsName(label.Name[Prefix.Length..]))
            {
                (picked ??= new LabelSetBuilder()).Set(label.Name, label.Value);
            }
        }

        return picked?.ToLabelSet() ?? LabelSet.Empty;
    }

    private static bool IsName(ReadOnlySpan<byte> label) =>
        label.SequenceEqual("namespace"u8) || label.SequenceEqual("node_name"u8)
        || (label.StartsWith("pod_"u8) && IsOfPod(label["pod_".Length..]));

    private static bool IsOfPod(ReadOnlySpan<byte> label) =>
        label.SequenceEqual("name"u8) || label.SequenceEqual("uid"u8) || label.SequenceEqual("container_name"u8) || label.SequenceEqual("node_name"u8)
        || label.SequenceEqual("controller_kind"u8) || label.SequenceEqual("controller_name"u8)
        || label.SequenceEqual("deployment_name"u8) || label.SequenceEqual("job_name"u8) || label.SequenceEqual("cronjob_name"u8);
}

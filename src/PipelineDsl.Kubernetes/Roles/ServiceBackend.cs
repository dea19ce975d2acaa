using System.Text;

namespace PipelineDsl.Kubernetes;

/// <summary>The labels by which targets of services say which pods are behind them. They are ours, and no pipeline's rules see them.</summary>
internal static class ServiceBackend
{
    private const string PodLabel = "__meta_kubernetes_pod_label_";

    private static readonly byte[] s_podLabel = Encoding.UTF8.GetBytes(PodLabel);

    /// <summary>Names the label of the number or name of the pods' port.</summary>
    public const string PortText = "__meta_backend_port";

    /// <summary>The same in UTF-8.</summary>
    public static ReadOnlySpan<byte> Port => "__meta_backend_port"u8;

    // What follows is the name of the pod's label that must have the value.
    private static ReadOnlySpan<byte> Selector => "__meta_backend_selector"u8;

    /// <summary>Adds what a selector asks of pods.</summary>
    public static void AddSelector(LabelSetBuilder labels, List<(Text Key, Text Value)> selector, TextArena arena)
    {
        foreach ((Text key, Text value) in selector)
        {
            string name = LabelName.Sanitize(Encoding.UTF8.GetString(arena[key]));
            labels.Set([.. Selector, .. s_podLabel, .. Encoding.UTF8.GetBytes(name)], arena[value]);
        }
    }

    /// <summary>Whether a service leads to a pod of its namespace. One without a selector leads to none.</summary>
    public static bool Selects(LabelSet service, LabelSet pod)
    {
        bool selects = false;
        foreach (Utf8Label label in service)
        {
            if (!label.Name.StartsWith(Selector))
            {
                continue;
            }

            if (!pod.Find(label.Name[Selector.Length..]).SequenceEqual(label.Value))
            {
                return false;
            }

            selects = true;
        }

        return selects;
    }

    /// <summary>Removes the labels.</summary>
    public static void Remove(LabelSetBuilder labels)
    {
        foreach (Utf8Label label in labels.TakeSnapshot())
        {
            if (label.Name.StartsWith("__meta_backend_"u8))
            {
                labels.Remove(label.Name);
            }
        }
    }
}

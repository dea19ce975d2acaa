using System.Text;

namespace PipelineDsl.Kubernetes;

/// <summary>The labels that stand for the labels and annotations of an object.</summary>
/// <param name="role">The role in the labels' names: <c>pod</c>.</param>
internal sealed class MetadataLabels(string role)
{
    private readonly byte[] _annotation = Encoding.UTF8.GetBytes($"__meta_kubernetes_{role}_annotation_");
    private readonly byte[] _annotationPresent = Encoding.UTF8.GetBytes($"__meta_kubernetes_{role}_annotationpresent_");
    private readonly byte[] _label = Encoding.UTF8.GetBytes($"__meta_kubernetes_{role}_label_");
    private readonly byte[] _labelPresent = Encoding.UTF8.GetBytes($"__meta_kubernetes_{role}_labelpresent_");
    private readonly SanitizedName _name = new();

    /// <summary>Adds those that are kept. Where two keys become one name the later one counts; the server sends them in order.</summary>
    public void AddTo(LabelSetBuilder labels, ObjectMetadata metadata, TextArena arena, NameDecisions decisions)
    {
        // In the order of the finished set, so that there is little left to sort.
        Add(labels, arena, metadata.Annotations, _annotation, present: false, decisions);
        Add(labels, arena, metadata.Annotations, _annotationPresent, present: true, decisions);
        Add(labels, arena, metadata.Labels, _label, present: false, decisions);
        Add(labels, arena, metadata.Labels, _labelPresent, present: true, decisions);
    }

    private void Add(LabelSetBuilder labels, TextArena arena, List<(Text Key, Text Value)> map, byte[] prefix, bool present, NameDecisions decisions)
    {
        foreach ((Text key, Text value) in map)
        {
            ReadOnlySpan<byte> name = _name.Of(prefix, arena[key]);
            if (decisions.Keeps(name))
            {
                labels.Set(name, present ? "true"u8 : arena[value]);
            }
        }
    }
}

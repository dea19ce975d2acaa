using System.Text;

namespace PipelineDsl.Kubernetes;

/// <summary>The labels that stand for the labels and annotations of an object.</summary>
/// <param name="role">The role in the labels' names: <c>pod</c>.</param>
/// <param name="filter">Which of them are kept.</param>
internal sealed class MetadataLabels(string role, LabelFilter filter)
{
    private readonly byte[] _annotation = Encoding.UTF8.GetBytes($"__meta_kubernetes_{role}_annotation_");
    private readonly byte[] _annotationPresent = Encoding.UTF8.GetBytes($"__meta_kubernetes_{role}_annotationpresent_");
    private readonly byte[] _label = Encoding.UTF8.GetBytes($"__meta_kubernetes_{role}_label_");
    private readonly byte[] _labelPresent = Encoding.UTF8.GetBytes($"__meta_kubernetes_{role}_labelpresent_");
    private readonly SanitizedName _name = new();
    private readonly NameDecisions _decisions = new(filter);

    /// <summary>Adds them all. Where two keys become one name the later one counts; the server sends them in order.</summary>
    public void AddTo(LabelSetBuilder labels, ObjectMetadata metadata, TextArena arena)
    {
        // In the order of the finished set, so that there is little left to sort.
        Add(labels, arena, metadata.Annotations, _annotation, present: false);
        Add(labels, arena, metadata.Annotations, _annotationPresent, present: true);
        Add(labels, arena, metadata.Labels, _label, present: false);
        Add(labels, arena, metadata.Labels, _labelPresent, present: true);
    }

    private void Add(LabelSetBuilder labels, TextArena arena, List<(Text Key, Text Value)> map, byte[] prefix, bool present)
    {
        foreach ((Text key, Text value) in map)
        {
            ReadOnlySpan<byte> name = _name.Of(prefix, arena[key]);
            if (_decisions.Keeps(name))
            {
                labels.Set(name, present ? "true"u8 : arena[value]);
            }
        }
    }
}

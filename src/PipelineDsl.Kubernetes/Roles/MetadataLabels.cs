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
    private byte[] _name = new byte[512];

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
            labels.Set(NameOf(prefix, arena[key]), present ? "true"u8 : arena[value]);
        }
    }

    // Like LabelName.Sanitize, on UTF-8: one underscore for a character, however many bytes it has.
    private ReadOnlySpan<byte> NameOf(byte[] prefix, ReadOnlySpan<byte> key)
    {
        if (prefix.Length + key.Length > _name.Length)
        {
            _name = new byte[(prefix.Length + key.Length) * 2];
        }

        prefix.CopyTo(_name, 0);
        int length = prefix.Length;
        foreach (byte b in key)
        {
            if ((b & 0xC0) != 0x80)
            {
                _name[length++] = char.IsAsciiLetterOrDigit((char)b) ? b : (byte)'_';
            }
        }

        return _name.AsSpan(0, length);
    }
}

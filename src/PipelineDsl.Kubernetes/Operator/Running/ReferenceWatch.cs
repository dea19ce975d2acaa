using System.Text;
using System.Text.Json;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>A Secret or ConfigMap that resources refer to: followed as long as one of them does.</summary>
internal sealed class ReferenceWatch(ScopeInformer informer, ObjectReference reference)
{
    private KubernetesObject? _read;
    private Dictionary<string, string>? _entries;

    public ScopeInformer Informer => informer;

    /// <summary>The keys of the resources that refer to it.</summary>
    public HashSet<string> Users { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the API server has said whether it is there.</summary>
    public bool IsAnswered { get; set; }

    public static ResourceQuery Query(ObjectReference reference) =>
        new(reference.IsSecret ? ResourceType.Secrets : ResourceType.ConfigMaps, reference.Namespace, "", $"metadata.name={reference.Name}");

    /// <summary>Its entries as they are now; null if it is not there.</summary>
    public Dictionary<string, string>? Entries()
    {
        KubernetesObject? now = informer.Find($"{informer.Kind}/{reference.Namespace}/{reference.Name}");
        if (now != _read)
        {
            (_read, _entries) = (now, now is null ? null : Read(now.Json));
        }

        return _entries;
    }

    private Dictionary<string, string> Read(byte[] json)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty entry in data.EnumerateObject())
            {
                entries[entry.Name] = reference.IsSecret ? Encoding.UTF8.GetString(entry.Value.GetBytesFromBase64()) : entry.Value.GetString()!;
            }
        }

        return entries;
    }
}

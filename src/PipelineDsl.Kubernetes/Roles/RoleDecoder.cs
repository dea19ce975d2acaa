using System.Text;
using System.Text.Json;
using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes;

/// <summary>Makes the targets of an object from its JSON, in one pass and without keeping any of it. Not thread-safe.</summary>
/// <remarks>The labels are Prometheus' to the byte: a value that is missing, null or of another type is an absent label.</remarks>
internal abstract class RoleDecoder
{
    private readonly MetadataLabels _metadataLabels;
    private readonly string _groupPrefix;

    protected RoleDecoder(string groupPrefix, MetadataLabels metadataLabels)
    {
        (_groupPrefix, _metadataLabels) = (groupPrefix, metadataLabels);
        Metadata = new ObjectMetadata(Arena);
    }

    protected TextArena Arena { get; } = new();

    protected ObjectMetadata Metadata { get; }

    protected LabelSetBuilder Labels { get; } = new();

    protected List<LabelSet> Targets { get; } = [];

    /// <param name="type">The kind of objects.</param>
    /// <param name="showsBackends">Whether services show what is behind them.</param>
    public static RoleDecoder Create(ResourceType type, bool showsBackends = false) =>
        type == ResourceType.Pods ? new PodDecoder() : new ServiceDecoder(showsBackends);

    /// <summary>Decodes an object.</summary>
    /// <exception cref="JsonException">This is no JSON.</exception>
    public DecodedObject Decode(ReadOnlySpan<byte> json)
    {
        Arena.Reset();
        Metadata.Reset();
        Targets.Clear();
        Begin();
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object of the API is no JSON object.");
        }

        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                Metadata.Read(ref reader);
            }
            else
            {
                ReadProperty(ref reader);
            }
        }

        AddTargets();
        string group = $"{_groupPrefix}/{Encoding.UTF8.GetString(Arena[Metadata.Namespace])}/{Encoding.UTF8.GetString(Arena[Metadata.Name])}";
        return new DecodedObject(group, Metadata.Version, Targets.Count == 0 ? [] : Targets.ToArray());
    }

    /// <summary>Forgets the object before.</summary>
    protected abstract void Begin();

    /// <summary>Reads the value of the property the reader stands on, or passes over it.</summary>
    protected abstract void ReadProperty(ref Utf8JsonReader reader);

    /// <summary>Makes the targets from what was read.</summary>
    protected abstract void AddTargets();

    /// <summary>Begins a label set with what all roles have: the namespace and the object's labels and annotations.</summary>
    protected void BeginLabels()
    {
        Labels.Reset();
        Set("__meta_kubernetes_namespace"u8, Metadata.Namespace);
        _metadataLabels.AddTo(Labels, Metadata, Arena);
    }

    protected void Set(ReadOnlySpan<byte> name, Text value)
    {
        // Setting an empty value would search for what to remove; nothing is ever there.
        if (!value.IsEmpty)
        {
            Labels.Set(name, Arena[value]);
        }
    }
}

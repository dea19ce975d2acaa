using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Reads what targets can show of an object from its JSON, in one pass and without keeping any of it. Not thread-safe.</summary>
/// <remarks>The labels are Prometheus' to the byte: a value that is missing, null or of another type is an absent label.</remarks>
internal abstract class ObjectDecoder
{
    private readonly MetadataLabels _metadataLabels;
    private NameDecisions _decisions = new(LabelFilter.All);

    /// <param name="kind">What keys begin with.</param>
    /// <param name="role">The role in the names of metadata labels.</param>
    protected ObjectDecoder(string kind, string role)
    {
        (Kind, _metadataLabels) = (kind, new MetadataLabels(role));
        Metadata = new ObjectMetadata(Arena);
    }

    /// <summary>What the keys of these objects begin with.</summary>
    public string Kind { get; }

    /// <summary>Whether what was decoded last is the bookmark that ends the list a stream begins with.</summary>
    public bool IsEndOfList => Metadata.Annotations.Exists(a => Arena[a.Key].SequenceEqual("k8s.io/initial-events-end"u8));

    protected TextArena Arena { get; } = new();

    protected ObjectMetadata Metadata { get; }

    protected LabelSetBuilder Labels { get; } = new();

    protected List<ObjectTarget> Targets { get; } = [];

    /// <summary>Makes a decoder.</summary>
    /// <param name="type">The type of the objects.</param>
    /// <param name="filter">Which are kept of the labels that stand for labels and annotations, and of what else a pod has most of. The default value is <see langword="null"/>: all.</param>
    public static ObjectDecoder Create(ResourceType type, LabelFilter? filter = null)
    {
        ObjectDecoder decoder = Create(type.Plural);
        decoder._decisions = new NameDecisions(filter ?? LabelFilter.All);
        return decoder;
    }

    private static ObjectDecoder Create(string plural) => plural switch
    {
        "pods" => new PodDecoder(),
        "services" => new ServiceDecoder(),
        "endpoints" => new EndpointsDecoder(),
        "endpointslices" => new EndpointSliceDecoder(),
        "nodes" => new NodeDecoder(),
        "ingresses" => new IngressDecoder(),
        "namespaces" => new NamespaceDecoder(),
        "leases" => new LeaseDecoder(),
        "servicemonitors" => new RawDecoder("serviceMonitor", "spec"),
        "podmonitors" => new RawDecoder("podMonitor", "spec"),
        "probes" => new RawDecoder("probe", "spec"),
        "scrapeconfigs" => new RawDecoder("scrapeConfig", "spec"),
        "secrets" => new RawDecoder("secret", "data"),
        "configmaps" => new RawDecoder("configMap", "data"),
        "replicasets" => new ControllerDecoder("replicaset", "Deployment", "__meta_kubernetes_pod_deployment_name"),
        "jobs" => new ControllerDecoder("job", "CronJob", "__meta_kubernetes_pod_cronjob_name"),
        _ => throw new ArgumentOutOfRangeException(nameof(plural), plural, "Objects of this type are not discovered."),
    };

    /// <summary>Decodes an object.</summary>
    /// <exception cref="JsonException">This is no JSON.</exception>
    public virtual DecodedObject Decode(ReadOnlySpan<byte> json)
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

        return new DecodedObject(Key(Kind, Metadata.Namespace, Metadata.Name), Metadata.Version, Finish());
    }

    /// <summary>Forgets the object before.</summary>
    protected abstract void Begin();

    /// <summary>Reads the value of the property the reader stands on, or passes over it.</summary>
    protected abstract void ReadProperty(ref Utf8JsonReader reader);

    /// <summary>Makes the object from what was read.</summary>
    protected abstract KubernetesObject Finish();

    /// <summary>Begins a label set with what all objects have: the namespace and the object's labels and annotations.</summary>
    protected void BeginLabels()
    {
        Labels.Reset();
        Set("__meta_kubernetes_namespace"u8, Metadata.Namespace);
        _metadataLabels.AddTo(Labels, Metadata, Arena, _decisions);
    }

    protected void Set(ReadOnlySpan<byte> name, Text value)
    {
        // Setting an empty value would search for what to remove; nothing is ever there.
        if (!value.IsEmpty)
        {
            Labels.Set(name, Arena[value]);
        }
    }

    /// <summary>Sets a label, unless it is known that no rule reads it.</summary>
    protected void SetIfRead(ReadOnlySpan<byte> name, Text value)
    {
        if (_decisions.Keeps(name))
        {
            Set(name, value);
        }
    }

    protected ObjectTarget[] TakeTargets() => Targets.Count == 0 ? [] : Targets.ToArray();

    /// <summary>The key of an object; the namespace is empty for objects that are in none.</summary>
    protected string Key(string kind, Text space, Text name) => space.IsEmpty && kind is "node" or "namespace"
        ? $"{kind}/{Encoding.UTF8.GetString(Arena[name])}"
        : $"{kind}/{Encoding.UTF8.GetString(Arena[space])}/{Encoding.UTF8.GetString(Arena[name])}";

    /// <summary>Host and port; an IPv6 host in brackets.</summary>
    protected Text Address(Text host, Text port)
    {
        int start = Arena.End;
        bool brackets = Arena[host].Contains((byte)':');
        Arena.Add(brackets ? "["u8 : default);
        Arena.Add(Arena[host]);
        Arena.Add(brackets ? "]:"u8 : ":"u8);
        Arena.Add(Arena[port]);
        return Arena.Since(start);
    }

    /// <summary>A port's number; -1 if it has none.</summary>
    protected int Number(Text port) => Utf8Parser.TryParse(Arena[port], out int number, out _) ? number : -1;
}

using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Keeps the JSON of objects that are read as a whole: their identity and one property, so that changes of status or of field managers are none.</summary>
/// <param name="kind">What keys begin with.</param>
/// <param name="property">The property that is kept.</param>
internal sealed class RawDecoder(string kind, string property) : ObjectDecoder(kind, kind)
{
    private readonly byte[] _property = Encoding.UTF8.GetBytes(property);

    public override DecodedObject Decode(ReadOnlySpan<byte> json)
    {
        DecodedObject decoded = base.Decode(json);
        return decoded with { Object = new KubernetesObject(LabelSet.Empty, []) { Json = Keep(json) } };
    }

    protected override void Begin()
    {
    }

    protected override void ReadProperty(ref Utf8JsonReader reader) => reader.Skip();

    protected override KubernetesObject Finish() => new(LabelSet.Empty, []);

    private byte[] Keep(ReadOnlySpan<byte> json)
    {
        var kept = new ArrayBufferWriter<byte>(json.Length);
        using var writer = new Utf8JsonWriter(kept);
        writer.WriteStartObject();
        writer.WriteStartObject("metadata"u8);
        writer.WriteString("namespace"u8, Arena[Metadata.Namespace]);
        writer.WriteString("name"u8, Arena[Metadata.Name]);
        writer.WriteString("uid"u8, Arena[Metadata.Uid]);
        writer.WriteEndObject();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.NextProperty())
        {
            bool isKept = reader.ValueTextEquals(_property);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isKept)
            {
                writer.WritePropertyName(_property);
                writer.WriteRawValue(json[start..(int)reader.BytesConsumed]);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return kept.WrittenSpan.ToArray();
    }
}

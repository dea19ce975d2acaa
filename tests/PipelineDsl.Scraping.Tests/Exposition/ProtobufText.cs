using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace PipelineDsl.Scraping.Tests.Exposition;

/// <summary>Writes protobuf messages field by field, well-formed or not.</summary>
internal sealed class ProtobufText
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public byte[] Bytes => _bytes.WrittenSpan.ToArray();

    public static ProtobufText Family(string name, int type, params ReadOnlySpan<ProtobufText> metrics)
    {
        ProtobufText family = new ProtobufText().String(1, name).Varint(3, (ulong)type);
        foreach (ProtobufText metric in metrics)
        {
            family.Message(4, metric);
        }

        return family;
    }

    /// <summary>The message behind its length, as a body has it.</summary>
    public byte[] Delimited()
    {
        var body = new ProtobufText();
        body.Number((ulong)_bytes.WrittenCount);
        return [.. body.Bytes, .. Bytes];
    }

    public ProtobufText Varint(int field, ulong value)
    {
        Number((ulong)field << 3);
        Number(value);
        return this;
    }

    public ProtobufText ZigZag(int field, long value) => Varint(field, (ulong)((value << 1) ^ (value >> 63)));

    public ProtobufText Double(int field, double value)
    {
        Number(((ulong)field << 3) | 1);
        Span<byte> bits = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bits, value);
        _bytes.Write(bits);
        return this;
    }

    public ProtobufText String(int field, string value) => Length(field, Encoding.UTF8.GetBytes(value));

    public ProtobufText Message(int field, ProtobufText value) => Length(field, value.Bytes);

    public ProtobufText Length(int field, ReadOnlySpan<byte> value)
    {
        Number(((ulong)field << 3) | 2);
        Number((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public ProtobufText Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Write([(byte)(value | 0x80)]);
        }

        _bytes.Write([(byte)value]);
        return this;
    }
}

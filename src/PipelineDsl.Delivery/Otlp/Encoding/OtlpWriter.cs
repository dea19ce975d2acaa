using System.Buffers.Binary;

namespace PipelineDsl.Delivery;

/// <summary>Writes protobuf fields, messages within messages among them.</summary>
internal sealed class OtlpWriter
{
    private const int MostNumberBytes = 11;

    public RequestBuffer Output { get; } = new();

    /// <summary>Begins a message within the one that is being written.</summary>
    /// <returns>What <see cref="End"/> needs.</returns>
    public int Begin(byte tag)
    {
        Output.Reserve(2)[0] = tag;
        Output.Advance(2);
        return Output.Length;
    }

    /// <summary>Ends a message. Its length has one byte reserved; a longer one moves the message.</summary>
    public void End(int start)
    {
        int length = Output.Length - start;
        int more = Protobuf.SizeOfVarint((ulong)length) - 1;
        if (more > 0)
        {
            Output.Reserve(more);
            Output.Advance(more);
            Span<byte> bytes = Output.Bytes;
            bytes.Slice(start, length).CopyTo(bytes[(start + more)..]);
        }

        Protobuf.WriteVarint(Output.Bytes[(start - 1)..], (ulong)length);
    }

    public void Raw(ReadOnlySpan<byte> fields) => Output.Write(fields);

    public void Text(byte tag, ReadOnlySpan<byte> text) =>
        Output.Advance(Protobuf.WriteText(Output.Reserve(Protobuf.SizeOfField(text.Length)), tag, text));

    public void Varint(byte tag, ulong value)
    {
        Output.Reserve(MostNumberBytes)[0] = tag;
        Output.Advance(1);
        Varint(value);
    }

    public void Varint(ulong value) => Output.Advance(Protobuf.WriteVarint(Output.Reserve(MostNumberBytes), value));

    /// <summary>Writes a field of the type <c>sint32</c>.</summary>
    public void Signed(byte tag, int value) => Varint(tag, (uint)((value << 1) ^ (value >> 31)));

    public void Fixed(byte tag, ulong value)
    {
        Output.Reserve(1 + sizeof(ulong))[0] = tag;
        Output.Advance(1);
        Fixed(value);
    }

    public void Fixed(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Output.Reserve(sizeof(ulong)), value);
        Output.Advance(sizeof(ulong));
    }

    public void Number(byte tag, double value) => Fixed(tag, BitConverter.DoubleToUInt64Bits(value));

    public void Number(double value) => Fixed(BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Writes a time, of which OTLP wants nanoseconds.</summary>
    /// <param name="tag">The field.</param>
    /// <param name="milliseconds">Milliseconds since 1970 (UTC).</param>
    public void Time(byte tag, long milliseconds) => Fixed(tag, unchecked((ulong)milliseconds * 1_000_000));

    /// <summary>Writes a <c>KeyValue</c> with a text.</summary>
    public void Attribute(byte tag, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        int any = Protobuf.SizeOfField(value.Length);
        int pair = Protobuf.SizeOfField(key.Length) + Protobuf.SizeOfField(any);
        Span<byte> destination = Output.Reserve(Protobuf.SizeOfField(pair));
        destination[0] = tag;
        int at = 1 + Protobuf.WriteVarint(destination[1..], (ulong)pair);
        at += Protobuf.WriteText(destination[at..], OtlpFields.Key, key);
        destination[at++] = OtlpFields.Value;
        at += Protobuf.WriteVarint(destination[at..], (ulong)any);
        Output.Advance(at + Protobuf.WriteText(destination[at..], OtlpFields.StringValue, value));
    }

    /// <summary>What was written since the last call; the writer is empty then.</summary>
    public byte[] Take()
    {
        byte[] bytes = Output.Written.ToArray();
        Output.Clear();
        return bytes;
    }
}

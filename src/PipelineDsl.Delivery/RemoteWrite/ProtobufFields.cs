using System.Buffers.Binary;

namespace PipelineDsl.Delivery;

/// <summary>Fields of messages that are written now and then, one by one.</summary>
internal static class ProtobufFields
{
    public static void WriteNumber(this RequestBuffer output, byte tag, ulong value)
    {
        Span<byte> destination = output.Reserve(1 + 10);
        destination[0] = tag;
        output.Advance(1 + Protobuf.WriteVarint(destination[1..], value));
    }

    /// <summary>Writes a number that is as often negative as positive: small ones get short.</summary>
    public static void WriteSigned(this RequestBuffer output, byte tag, long value) => output.WriteNumber(tag, ZigZag(value));

    public static void WriteDouble(this RequestBuffer output, byte tag, double value)
    {
        Span<byte> destination = output.Reserve(1 + sizeof(double));
        destination[0] = tag;
        BinaryPrimitives.WriteInt64LittleEndian(destination[1..], BitConverter.DoubleToInt64Bits(value));
        output.Advance(1 + sizeof(double));
    }

    public static void WriteField(this RequestBuffer output, byte tag, ReadOnlySpan<byte> content) =>
        output.Advance(Protobuf.WriteText(output.Reserve(Protobuf.SizeOfField(content.Length)), tag, content));

    public static void WriteVarint(this RequestBuffer output, ulong value) => output.Advance(Protobuf.WriteVarint(output.Reserve(10), value));

    /// <summary>Writes the values of a packed field, without its tag and length.</summary>
    public static void WriteDoubles(this RequestBuffer output, ReadOnlySpan<double> values)
    {
        Span<byte> destination = output.Reserve(values.Length * sizeof(double));
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(destination[(i * sizeof(double))..], BitConverter.DoubleToInt64Bits(values[i]));
        }

        output.Advance(values.Length * sizeof(double));
    }

    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));
}

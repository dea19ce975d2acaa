using System.Numerics;

namespace PipelineDsl.Delivery;

/// <summary>Numbers and texts as protobuf writes them.</summary>
internal static class Protobuf
{
    /// <summary>The longest that a number of 32 bits gets.</summary>
    public const int MostLengthBytes = 5;

    public static int SizeOfVarint(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    public static int WriteVarint(Span<byte> destination, ulong value)
    {
        int at = 0;
        for (; value >= 0x80; value >>= 7)
        {
            destination[at++] = (byte)(value | 0x80);
        }

        destination[at++] = (byte)value;
        return at;
    }

    public static int ReadVarint(ReadOnlySpan<byte> source, out int value)
    {
        int at = 0;
        value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = source[at++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return at;
            }
        }
    }

    /// <summary>The size of a field of bytes with its tag and length.</summary>
    public static int SizeOfField(int length) => 1 + SizeOfVarint((ulong)length) + length;

    public static int WriteText(Span<byte> destination, byte tag, ReadOnlySpan<byte> text)
    {
        destination[0] = tag;
        int at = 1 + WriteVarint(destination[1..], (ulong)text.Length);
        text.CopyTo(destination[at..]);
        return at + text.Length;
    }
}

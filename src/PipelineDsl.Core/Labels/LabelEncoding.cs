using System.Runtime.CompilerServices;

namespace PipelineDsl;

/// <summary>The layout of a label set in memory: each string behind its length as a base-128 number.</summary>
internal static class LabelEncoding
{
    public static int SizeOf(int length)
    {
        int size = 1;
        for (uint rest = (uint)length >> 7; rest != 0; rest >>= 7)
        {
            size++;
        }

        return size + length;
    }

    public static Span<byte> Write(Span<byte> destination, scoped ReadOnlySpan<byte> text)
    {
        uint rest = (uint)text.Length;
        int at = 0;
        for (; rest >= 0x80; rest >>= 7)
        {
            destination[at++] = (byte)(rest | 0x80);
        }

        destination[at++] = (byte)rest;
        text.CopyTo(destination[at..]);
        return destination[(at + text.Length)..];
    }

    public static ReadOnlySpan<byte> Read(scoped ref ReadOnlySpan<byte> source)
    {
        int at = 0;
        int length = ReadLength(source, ref at);
        ReadOnlySpan<byte> text = source.Slice(at, length);
        source = source[(at + length)..];
        return text;
    }

    /// <summary>Reads the length before a string, and goes to where the string begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadLength(ReadOnlySpan<byte> source, ref int at)
    {
        int length = source[at++];
        return length < 0x80 ? length : ReadRest(source, ref at, length & 0x7f);
    }

    private static int ReadRest(ReadOnlySpan<byte> source, ref int at, int length)
    {
        for (int shift = 7; ; shift += 7)
        {
            byte next = source[at++];
            length |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return length;
            }
        }
    }
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PipelineDsl.Patterns;

/// <summary>The ends of a text as numbers, so that eight bytes are compared at once.</summary>
internal static class TextWords
{
    /// <summary>How many bytes a word has.</summary>
    public const int Size = sizeof(ulong);

    /// <summary>The first eight bytes, the first one lowest; zeros follow a shorter text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong First(ReadOnlySpan<byte> text) =>
        text.Length >= Size ? BinaryPrimitives.ReadUInt64LittleEndian(text) : Short(text);

    /// <summary>The last eight bytes, the last one highest; zeros precede a shorter text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Last(ReadOnlySpan<byte> text) => text.Length >= Size
        ? BinaryPrimitives.ReadUInt64LittleEndian(text[^Size..])
        : text.IsEmpty ? 0 : Short(text) << (8 * (Size - text.Length));

    // Reads that overlap agree where they do.
    private static ulong Short(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(uint))
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(text)
                | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]) << (8 * (text.Length - sizeof(uint))));
        }

        int last = text.Length - 1;
        int middle = text.Length / 2;
        return last < 0 ? 0 : text[0] | ((ulong)text[middle] << (8 * middle)) | ((ulong)text[last] << (8 * last));
    }
}

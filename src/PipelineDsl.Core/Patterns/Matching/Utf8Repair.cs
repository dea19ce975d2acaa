using System.Buffers;
using System.Text;

namespace PipelineDsl.Patterns;

/// <summary>Makes UTF-8 of any bytes, with one U+FFFD for each byte that is not UTF-8, so that matching need not know such bytes.</summary>
internal static class Utf8Repair
{
    private static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    /// <summary>How long the result can be.</summary>
    public static int MaxLength(int length) => checked(length * Replacement.Length);

    /// <summary>Writes the repaired text and returns its length.</summary>
    public static int Repair(ReadOnlySpan<byte> input, Span<byte> output)
    {
        int length = 0;
        while (!input.IsEmpty)
        {
            int consumed = Width(input, out bool isValid);
            ReadOnlySpan<byte> written = isValid ? input[..consumed] : Replacement;
            written.CopyTo(output[length..]);
            length += written.Length;
            input = input[consumed..];
        }

        return length;
    }

    /// <summary>Turns offsets in the repaired text into those in the text that it was made of.</summary>
    public static void MapBack(ReadOnlySpan<byte> input, Span<int> offsets)
    {
        foreach (ref int offset in offsets)
        {
            offset = offset < 0 ? offset : MapBack(input, offset);
        }
    }

    private static int MapBack(ReadOnlySpan<byte> input, int offset)
    {
        int original = 0;
        int repaired = 0;
        while (repaired < offset)
        {
            int consumed = Width(input[original..], out bool isValid);
            original += consumed;
            repaired += isValid ? consumed : Replacement.Length;
        }

        return original;
    }

    private static int Width(ReadOnlySpan<byte> input, out bool isValid)
    {
        isValid = Rune.DecodeFromUtf8(input, out _, out int consumed) == OperationStatus.Done;
        return isValid ? consumed : 1;
    }
}

using System.Buffers;
using System.Text;

namespace PipelineDsl.Patterns;

/// <summary>Makes UTF-8 of any bytes, with one U+FFFD for each byte that is not UTF-8, so that matching need not know such bytes.</summary>
internal static class Utf8Repair
{
    [ThreadStatic]
    private static byte[]? t_buffer;

    private static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    /// <summary>Repairs a text. The result belongs to the thread and holds until the next call.</summary>
    public static ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> input)
    {
        int maxLength = checked(input.Length * Replacement.Length);
        if (t_buffer is null || t_buffer.Length < maxLength)
        {
            t_buffer = new byte[maxLength];
        }

        byte[] output = t_buffer;
        int length = 0;
        while (!input.IsEmpty)
        {
            int consumed = Width(input, out bool isValid);
            ReadOnlySpan<byte> written = isValid ? input[..consumed] : Replacement;
            written.CopyTo(output.AsSpan(length));
            length += written.Length;
            input = input[consumed..];
        }

        return output.AsSpan(0, length);
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

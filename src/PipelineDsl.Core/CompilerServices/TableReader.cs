using System.ComponentModel;
using System.Numerics;

namespace PipelineDsl.CompilerServices;

/// <summary>Reads the tables of patterns from the text in which generated code holds them. Called by generated code.</summary>
/// <remarks>
/// Numbers in hexadecimal with lower-case letters, between them blanks or line ends; <c>0*1f</c> is thirty-one times zero. A text is one
/// token to the compiler, where a list of numbers is an expression for each. It is trusted, as the tables are.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TableReader
{
    /// <summary>Reads numbers that fit in a byte.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="text">The text.</param>
    public static byte[] Bytes(int count, ReadOnlySpan<byte> text) => Read<byte>(count, text);

    /// <summary>Reads numbers that fit in two bytes.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="text">The text.</param>
    public static ushort[] UInt16s(int count, ReadOnlySpan<byte> text) => Read<ushort>(count, text);

    /// <summary>Reads numbers that fit in four bytes.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="text">The text.</param>
    public static uint[] UInt32s(int count, ReadOnlySpan<byte> text) => Read<uint>(count, text);

    private static T[] Read<T>(int count, ReadOnlySpan<byte> text)
        where T : unmanaged, INumberBase<T>
    {
        var numbers = new T[count];
        int filled = 0;
        int position = 0;
        while (filled < count)
        {
            while (text[position] <= ' ')
            {
                position++;
            }

            var number = T.CreateTruncating(Number(text, ref position));
            if (position < text.Length && text[position] == '*')
            {
                position++;
                int times = (int)Number(text, ref position);
                numbers.AsSpan(filled, times).Fill(number);
                filled += times;
            }
            else
            {
                numbers[filled++] = number;
            }
        }

        return numbers;
    }

    private static uint Number(ReadOnlySpan<byte> text, ref int position)
    {
        uint number = 0;
        for (; position < text.Length && text[position] >= '0'; position++)
        {
            uint digit = text[position];
            number = (number << 4) + (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }

        return number;
    }
}

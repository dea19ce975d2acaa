using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>Numbers as Go's <c>ParseFloat</c> reads them, without hexadecimal and underscores.</summary>
internal static class SampleValue
{
    // What every not-a-number becomes: Prometheus keeps other bits for its markers.
    private const long NormalNaN = 0x7ff8000000000001;

    // A mantissa up to 2^53 and a power of ten up to 10^22 are exact, and so is the rounding of their product.
    private const ulong MaxExactMantissa = 1UL << 53;
    private const int MaxDigits = 19;

    private static readonly double[] s_powersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    public static double NaN => BitConverter.Int64BitsToDouble(NormalNaN);

    /// <summary>Reads a plain decimal number at the start of a text, if that can be done exactly without effort.</summary>
    /// <param name="text">The number and what follows.</param>
    /// <param name="value">The number.</param>
    /// <returns>How many bytes the number takes; 0 says: use <see cref="TryParse"/>.</returns>
    public static int ReadSimple(ReadOnlySpan<byte> text, out double value)
    {
        if (ReadInteger(text, out value) is > 0 and int integer)
        {
            return integer;
        }

        int i = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (negative)
        {
            i++;
        }

        int start = i;
        ulong mantissa = 0;
        uint digit;
        for (; (uint)i < (uint)text.Length && (digit = (uint)text[i] - '0') <= 9; i++)
        {
            mantissa = (mantissa * 10) + digit;
        }

        int digits = i - start;
        int exponent = 0;
        if ((uint)i < (uint)text.Length && text[i] == '.')
        {
            int fraction = ++i;
            for (; (uint)i < (uint)text.Length && (digit = (uint)text[i] - '0') <= 9; i++)
            {
                mantissa = (mantissa * 10) + digit;
            }

            exponent = fraction - i;
            digits -= exponent;
        }

        if (digits is 0 or > MaxDigits)
        {
            return 0;
        }

        if ((uint)i < (uint)text.Length && (text[i] | 0x20) == 'e')
        {
            i = ReadExponent(text, i + 1, ref exponent);
        }

        if (mantissa > MaxExactMantissa || (uint)(exponent + 22) > 44)
        {
            return 0;
        }

        double magnitude = exponent < 0 ? mantissa / s_powersOfTen[-exponent] : mantissa * s_powersOfTen[exponent];
        value = negative ? -magnitude : magnitude;
        return i;
    }

    /// <summary>Reads a whole token.</summary>
    /// <returns>Whether it is a number in range.</returns>
    public static bool TryParse(ReadOnlySpan<byte> token, out double value)
    {
        if (ReadSimple(token, out value) is > 0 and int length && length == token.Length)
        {
            return true;
        }

        ReadOnlySpan<byte> unsigned = token.Length > 0 && token[0] is (byte)'+' or (byte)'-' ? token[1..] : token;
        if (GoFloat.IsDecimal(unsigned))
        {
            // .NET gives infinity where Go reports a number out of range.
            return double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        }

        return GoFloat.TryParseWord(token, unsigned, out value);
    }

    // Up to seven digits and a line break, which most samples are: eight bytes at once, without a branch for each.
    private static int ReadInteger(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (!BinaryPrimitives.TryReadUInt64LittleEndian(text, out ulong bytes))
        {
            return 0;
        }

        ulong digits = bytes - 0x3030303030303030;
        // The first byte that is no digit has its high bit set here; borrows and carries only reach the bytes behind it.
        int count = BitOperations.TrailingZeroCount(((bytes + 0x4646464646464646) | digits) & 0x8080808080808080) >> 3;
        if (count is 0 or 8 || text[count] != '\n')
        {
            return 0;
        }

        digits <<= 64 - (count * 8);
        digits = (digits * 10) + (digits >> 8);
        value = (uint)((((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
        return count;
    }

    // Beyond the exact range the digits do not matter: the exponent only has to stay out of it.
    private static int ReadExponent(ReadOnlySpan<byte> text, int at, ref int exponent)
    {
        bool negative = at < text.Length && text[at] == '-';
        if (at < text.Length && text[at] is (byte)'+' or (byte)'-')
        {
            at++;
        }

        int start = at;
        int power = 0;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            power = Math.Min((power * 10) + text[at] - '0', 10_000);
        }

        // No digits: not a number, which the slow way finds out.
        exponent = at == start ? int.MinValue / 2 : exponent + (negative ? -power : power);
        return at;
    }
}

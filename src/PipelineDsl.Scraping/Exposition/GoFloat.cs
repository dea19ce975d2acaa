using System.Globalization;
using System.Numerics;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>The rarer parts of Go's float syntax.</summary>
internal static class GoFloat
{
    private const int MaxTextLength = 128;

    /// <summary>Whether a text without sign is digits with at most one point and an optional exponent.</summary>
    public static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        int whole = Digits(text);
        ReadOnlySpan<byte> rest = text[whole..];
        int fraction = 0;
        if (!rest.IsEmpty && rest[0] == '.')
        {
            fraction = Digits(rest[1..]);
            rest = rest[(1 + fraction)..];
        }

        if (whole + fraction == 0)
        {
            return false;
        }

        if (!rest.IsEmpty && (rest[0] | 0x20) == 'e')
        {
            rest = rest[1..];
            rest = !rest.IsEmpty && rest[0] is (byte)'+' or (byte)'-' ? rest[1..] : rest;
            int power = Digits(rest);
            return power > 0 && power == rest.Length;
        }

        return rest.IsEmpty;
    }

    /// <summary>Reads <c>inf</c>, <c>infinity</c> (with a sign or without) or <c>nan</c> (without one), in any case.</summary>
    public static bool TryParseWord(ReadOnlySpan<byte> token, ReadOnlySpan<byte> unsigned, out double value)
    {
        if (EqualsWord(unsigned, "inf"u8) || EqualsWord(unsigned, "infinity"u8))
        {
            value = token[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        value = SampleValue.NaN;
        return EqualsWord(token, "nan"u8);
    }

    /// <summary>Reads what Go's <c>ParseFloat</c> reads in full: underscores between digits and hexadecimal too.</summary>
    public static bool TryParseExtended(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.Length > MaxTextLength)
        {
            return SampleValue.TryParse(text, out value);
        }

        Span<byte> plain = stackalloc byte[MaxTextLength];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '_')
            {
                plain[length++] = text[i];
            }
            else if (!IsHexDigitOrX(text, i - 1) || !IsHexDigitOrX(text, i + 1))
            {
                return false;
            }
        }

        ReadOnlySpan<byte> number = plain[..length];
        ReadOnlySpan<byte> unsigned = length > 0 && number[0] is (byte)'+' or (byte)'-' ? number[1..] : number;
        if (unsigned.Length < 2 || unsigned[0] != '0' || (unsigned[1] | 0x20) != 'x')
        {
            return SampleValue.TryParse(number, out value);
        }

        if (!TryParseHexadecimal(unsigned[2..], out value))
        {
            return false;
        }

        value = number[0] == '-' ? -value : value;
        return true;
    }

    // A hexadecimal mantissa needs a power of two: 0x1.8p3.
    private static bool TryParseHexadecimal(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        BigInteger mantissa = BigInteger.Zero;
        int digits = 0;
        int fraction = -1;
        int i = 0;
        for (; i < text.Length && (text[i] | 0x20) != 'p'; i++)
        {
            if (text[i] == '.' && fraction < 0)
            {
                fraction = 0;
                continue;
            }

            if (!char.IsAsciiHexDigit((char)text[i]))
            {
                return false;
            }

            mantissa = (mantissa << 4) + Convert.ToInt32(((char)text[i]).ToString(), 16);
            digits++;
            fraction += fraction >= 0 ? 1 : 0;
        }

        if (digits == 0 || i == text.Length
            || !int.TryParse(text[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power)
            || Math.Abs((long)power) > 100_000)
        {
            return false;
        }

        power -= 4 * Math.Max(fraction, 0);
        value = BinaryFraction.ToDouble(mantissa, power);
        return double.IsFinite(value);
    }

    private static bool IsHexDigitOrX(ReadOnlySpan<byte> text, int at) =>
        (uint)at < (uint)text.Length && (char.IsAsciiHexDigit((char)text[at]) || (at > 0 && (text[at] | 0x20) == 'x'));

    private static int Digits(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return length < 0 ? text.Length : length;
    }

    private static bool EqualsWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => System.Text.Ascii.EqualsIgnoreCase(text, word);
}

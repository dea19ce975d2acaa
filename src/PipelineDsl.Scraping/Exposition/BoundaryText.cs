using PipelineDsl.Runtime;
using System.Globalization;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>The one way to write the boundary of a bucket (<c>le</c>) or a quantile, however a target writes it: <c>1</c> is <c>1.0</c>.</summary>
internal static class BoundaryText
{
    /// <summary>The longest text this class writes.</summary>
    public const int MaxLength = 32;

    /// <summary>Whether a label of a metric of this kind holds a boundary.</summary>
    public static bool IsBoundary(MetricKind kind, ReadOnlySpan<byte> label) => kind switch
    {
        MetricKind.Histogram => label.SequenceEqual("le"u8),
        MetricKind.Summary => label.SequenceEqual("quantile"u8),
        _ => false,
    };

    /// <summary>Rewrites a boundary.</summary>
    /// <param name="text">As exposed, without escapes.</param>
    /// <param name="destination">Room for <see cref="MaxLength"/> bytes.</param>
    /// <param name="written">How many bytes were written.</param>
    /// <returns>Whether the text is a number; if not, it stays as it is.</returns>
    public static bool TryNormalize(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        if (IsPlain(text, out bool isInteger))
        {
            text.CopyTo(destination);
            (isInteger ? ".0"u8 : default).CopyTo(destination[text.Length..]);
            written = text.Length + (isInteger ? 2 : 0);
            return true;
        }

        bool isNumber = GoFloat.TryParseExtended(text, out double value);
        written = isNumber ? Write(value, destination) : 0;
        return isNumber;
    }

    /// <summary>Writes a boundary.</summary>
    /// <param name="value">The boundary.</param>
    /// <param name="destination">Room for <see cref="MaxLength"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(double value, Span<byte> destination)
    {
        ReadOnlySpan<byte> word = value switch
        {
            0 => "0.0"u8,
            double.PositiveInfinity => "+Inf"u8,
            double.NegativeInfinity => "-Inf"u8,
            double.NaN => "NaN"u8,
            _ => default,
        };
        if (word.IsEmpty)
        {
            return Format(value, destination);
        }

        word.CopyTo(destination);
        return word.Length;
    }

    // What most targets write has its form already, or lacks only the ".0": few enough digits, none too many.
    private static bool IsPlain(ReadOnlySpan<byte> text, out bool isInteger)
    {
        int point = text.IndexOf((byte)'.');
        isInteger = point < 0;
        ReadOnlySpan<byte> whole = isInteger ? text : text[..point];
        if (whole.Length is 0 or > 6 || (whole[0] == '0' && whole.Length > 1) || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        ReadOnlySpan<byte> fraction = text[(isInteger ? text.Length : point + 1)..];
        return isInteger
            || (fraction.Length is > 0 and <= 9 && (fraction[^1] != '0' || fraction.Length == 1) && !fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')
                && (whole[0] != '0' || fraction.IndexOfAnyExcept((byte)'0') <= 3));
    }

    // The shortest digits that give the number back, laid out as Go's %g does, with ".0" behind an integer.
    private static int Format(double value, Span<byte> destination)
    {
        Span<byte> digits = stackalloc byte[MaxLength];
        int count = ShortestDigits(Math.Abs(value), digits, out int point);
        int at = 0;
        if (value < 0)
        {
            destination[at++] = (byte)'-';
        }

        int exponent = point - 1;
        if (exponent is < -4 or >= 6)
        {
            destination[at++] = digits[0];
            if (count > 1)
            {
                destination[at++] = (byte)'.';
                digits[1..count].CopyTo(destination[at..]);
                at += count - 1;
            }

            destination[at++] = (byte)'e';
            destination[at++] = (byte)(exponent < 0 ? '-' : '+');
            Math.Abs(exponent).TryFormat(destination[at..], out int written, "00", CultureInfo.InvariantCulture);
            return at + written;
        }

        for (int i = Math.Min(0, exponent); i < Math.Max(count, point); i++)
        {
            if (i == point)
            {
                destination[at++] = (byte)'.';
            }

            destination[at++] = i >= 0 && i < count ? digits[i] : (byte)'0';
        }

        if (count <= point)
        {
            ".0"u8.CopyTo(destination[at..]);
            at += 2;
        }

        return at;
    }

    private static int ShortestDigits(double value, Span<byte> digits, out int point)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        int count = 0;
        int power = 0;
        point = -1;
        for (int i = 0; i < length; i++)
        {
            byte c = text[i];
            if (c == '.')
            {
                point = count;
            }
            else if (c == 'E')
            {
                power = int.Parse(text[(i + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }
            else
            {
                digits[count++] = c;
            }
        }

        point = (point < 0 ? count : point) + power;
        int zeros = digits[..count].IndexOfAnyExcept((byte)'0');
        digits[zeros..count].CopyTo(digits);
        count -= zeros;
        point -= zeros;
        while (digits[count - 1] == '0')
        {
            count--;
        }

        return count;
    }
}

using System.Globalization;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Texts with units: durations, sizes, quantities, addresses.</summary>
internal static class FieldUnits
{
    private const string SizePrefixes = "KMGTPE";

    /// <summary>A duration as Prometheus writes it; null where it is absent or empty.</summary>
    public static TimeSpan? Duration(this Field field)
    {
        if (field.TextOrEmpty() is not { Length: > 0 } text)
        {
            return null;
        }

        return PrometheusDuration.TryParse(text, out TimeSpan duration) ? duration
            : throw field.Reject($"'{text}' is no duration: write it as 30s or 1m30s");
    }

    /// <summary>A duration of which 0 is the same as none.</summary>
    public static TimeSpan? PositiveDuration(this Field field) => field.Duration() is { } duration && duration > TimeSpan.Zero ? duration : null;

    /// <summary>A size in bytes with base 2, whatever the prefix: <c>15MB</c> and <c>15MiB</c> are the same; null where it is absent or empty.</summary>
    public static long? Size(this Field field)
    {
        if (field.TextOrEmpty() is not { Length: > 0 } text)
        {
            return null;
        }

        ReadOnlySpan<char> number = text;
        double factor = 1;
        if (text != "0")
        {
            if (!text.EndsWith('B'))
            {
                throw field.Reject($"'{text}' is no size: write it with a unit, as 15MB");
            }

            number = number[..^1].EndsWith("i") ? number[..^2] : number[..^1];
            int prefix = number.IsEmpty ? -1 : SizePrefixes.IndexOf(number[^1], StringComparison.Ordinal);
            if (prefix >= 0)
            {
                factor = Math.Pow(1024, prefix + 1);
                number = number[..^1];
            }
        }

        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            ? (long)(value * factor)
            : throw field.Reject($"'{text}' is no size: write it as 15MB");
    }

    /// <summary>A Kubernetes quantity, such as <c>1100m</c> or <c>1.1</c>; null where it is absent.</summary>
    public static double? Quantity(this Field field)
    {
        if (field.TextOrNumber() is not { Length: > 0 } text)
        {
            return null;
        }

        int end = text.Length;
        while (end > 0 && !char.IsAsciiDigit(text[end - 1]) && text[end - 1] != '.')
        {
            end--;
        }

        double? factor = text[end..] switch
        {
            "" => 1,
            "n" => 1e-9,
            "u" => 1e-6,
            "m" => 1e-3,
            "k" => 1e3,
            "M" => 1e6,
            "G" => 1e9,
            "T" => 1e12,
            "P" => 1e15,
            "E" => 1e18,
            "Ki" => Math.Pow(2, 10),
            "Mi" => Math.Pow(2, 20),
            "Gi" => Math.Pow(2, 30),
            "Ti" => Math.Pow(2, 40),
            "Pi" => Math.Pow(2, 50),
            "Ei" => Math.Pow(2, 60),
            _ => null,
        };
        return factor is not null && decimal.TryParse(text.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? factor < 1 ? (double)(number / (decimal)(1 / factor.Value)) : (double)number * factor
            : throw field.Reject($"'{text}' is no quantity: write it as 1.1 or 1100m");
    }

    /// <summary>An absolute address; null where it is absent or empty.</summary>
    public static Uri? Url(this Field field, params ReadOnlySpan<string> schemes)
    {
        if (field.TextOrEmpty() is not { Length: > 0 } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Host.Length == 0 || Uri.CheckHostName(url.Host) == UriHostNameType.Unknown)
        {
            throw field.Reject($"'{text}' is no URL");
        }

        return schemes.IsEmpty || schemes.Contains(url.Scheme) ? url
            : throw field.Reject($"'{text}' is not an {string.Join(" or ", schemes.ToArray())} URL");
    }

    /// <summary>A port number; null where it is absent.</summary>
    public static int? Port(this Field field) => field.Number() switch
    {
        null => null,
        >= 0 and <= 65535 and { } port => (int)port,
        _ => throw field.Reject("a port from 1 to 65535 is expected"),
    };

    /// <summary><c>http</c> or <c>https</c>, in lower or upper case; <c>http</c> where it is absent.</summary>
    public static string Scheme(this Field field) => field.TextOrEmpty() switch
    {
        "" or "http" or "HTTP" => "http",
        "https" or "HTTPS" => "https",
        string other => throw field.Reject($"'{other}' is neither http nor https"),
    };
}

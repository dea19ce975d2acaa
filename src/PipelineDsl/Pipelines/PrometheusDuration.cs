using System.Globalization;
using System.Text;

namespace PipelineDsl;

/// <summary>Durations as Prometheus writes them: <c>1m30s</c>, <c>500ms</c>.</summary>
public static class PrometheusDuration
{
    private static readonly (string Unit, long Milliseconds)[] s_units =
        [("y", 365L * 86_400_000), ("w", 7L * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

    /// <summary>Writes a duration.</summary>
    public static string Format(TimeSpan duration)
    {
        long rest = (long)duration.TotalMilliseconds;
        var text = new StringBuilder();
        foreach ((string unit, long milliseconds) in s_units)
        {
            // Years and weeks only where nothing remains: 8d, not 1w1d.
            if (rest >= milliseconds && (milliseconds <= 86_400_000 || rest % milliseconds == 0))
            {
                text.Append(CultureInfo.InvariantCulture, $"{rest / milliseconds}{unit}");
                rest %= milliseconds;
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    /// <summary>Reads a duration.</summary>
    /// <param name="text">Numbers with units <c>y w d h m s ms</c>, larger units first, each at most once; <c>0</c> needs none.</param>
    /// <param name="duration">The duration read.</param>
    /// <returns>Whether the text is a duration.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text == "0")
        {
            return true;
        }

        long total = 0;
        int at = 0;
        int unitsUsed = 0;
        while (at < text.Length)
        {
            int end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            if (!long.TryParse(text.AsSpan(at, end - at), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                return false;
            }

            int unit = unitsUsed;
            while (unit < s_units.Length && !IsUnit(text, end, s_units[unit].Unit))
            {
                unit++;
            }

            if (unit == s_units.Length || number > (long.MaxValue / 10_000 - total) / s_units[unit].Milliseconds)
            {
                return false;
            }

            total += number * s_units[unit].Milliseconds;
            at = end + s_units[unit].Unit.Length;
            unitsUsed = unit + 1;
        }

        duration = TimeSpan.FromMilliseconds(total);
        return text.Length > 0;
    }

    private static bool IsUnit(string text, int at, string unit)
    {
        int end = at + unit.Length;
        return string.CompareOrdinal(text, at, unit, 0, unit.Length) == 0 && (end >= text.Length || char.IsAsciiDigit(text[end]));
    }
}

using System.Collections.Frozen;

namespace PipelineDsl.Delivery;

/// <summary>Turns the unit words of Prometheus into the UCUM codes of OTLP.</summary>
internal static class UnitWords
{
    private static readonly FrozenDictionary<string, string> s_codes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["days"] = "d",
        ["hours"] = "h",
        ["minutes"] = "min",
        ["seconds"] = "s",
        ["milliseconds"] = "ms",
        ["microseconds"] = "us",
        ["nanoseconds"] = "ns",
        ["bytes"] = "By",
        ["kibibytes"] = "KiBy",
        ["mebibytes"] = "MiBy",
        ["gibibytes"] = "GiBy",
        ["tibibytes"] = "TiBy",
        ["kilobytes"] = "kBy",
        ["megabytes"] = "MBy",
        ["gigabytes"] = "GBy",
        ["terabytes"] = "TBy",
        ["bits"] = "bit",
        ["meters"] = "m",
        ["volts"] = "V",
        ["amperes"] = "A",
        ["joules"] = "J",
        ["watts"] = "W",
        ["grams"] = "g",
        ["celsius"] = "Cel",
        ["kelvin"] = "K",
        ["hertz"] = "Hz",
        ["percent"] = "%",
        ["ratio"] = "1",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // What stands after "per" is singular.
    private static readonly FrozenDictionary<string, string> s_rates = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["second"] = "s",
        ["minute"] = "min",
        ["hour"] = "h",
        ["day"] = "d",
        ["week"] = "wk",
        ["month"] = "mo",
        ["year"] = "a",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The unit of a metric: the one that the target tells, or else the one that its name ends with.</summary>
    /// <param name="unit">The unit of the target's metadata; may be empty.</param>
    /// <param name="name">The metric's name.</param>
    /// <returns>The code; a told unit that is not known, as it is; empty if there is none.</returns>
    public static string Find(string unit, string name)
    {
        if (unit.Length > 0)
        {
            return Translate(unit) ?? unit;
        }

        string bare = name.EndsWith("_total", StringComparison.Ordinal) ? name[..^"_total".Length] : name;
        int last = bare.LastIndexOf('_');
        if (last > 0 && bare[..last].EndsWith("_per", StringComparison.Ordinal))
        {
            last = bare.LastIndexOf('_', last - "_per".Length - 1);
        }

        return last < 0 ? "" : Translate(bare[(last + 1)..]) ?? "";
    }

    private static string? Translate(string words)
    {
        int per = words.IndexOf("_per_", StringComparison.Ordinal);
        if (per < 0)
        {
            return s_codes.GetValueOrDefault(words);
        }

        return s_codes.TryGetValue(words[..per], out string? amount) && s_rates.TryGetValue(words[(per + "_per_".Length)..], out string? time)
            ? $"{amount}/{time}"
            : null;
    }
}

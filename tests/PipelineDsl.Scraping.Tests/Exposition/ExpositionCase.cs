using System.Text;
using System.Text.Json;

namespace PipelineDsl.Scraping.Tests.Exposition;

/// <summary>A body with the entries that Prometheus' own parser finds in it.</summary>
public sealed class ExpositionCase
{
    private readonly JsonElement _case;

    private ExpositionCase(JsonElement element) => _case = element;

    public string Name => _case.GetProperty("name").GetString()!;

    public string ContentType => _case.GetProperty("content_type").GetString()!;

    public string? Fallback => Option("fallback_content_type") is { } type ? type.GetString() : null;

    public bool IsText => !ContentType.StartsWith("application/vnd", StringComparison.Ordinal)
        && Option("convert_classic_histograms_to_nhcb") is null
        && Option("created_timestamps") is null;

    public bool ExpectsError => Expected.TryGetProperty("error", out _);

    public byte[] Body => _case.TryGetProperty("text_b64", out JsonElement bytes)
        ? bytes.GetBytesFromBase64()
        : Encoding.UTF8.GetBytes(_case.GetProperty("text").GetString()!);

    private JsonElement Expected => _case.GetProperty("expect");

    public static IReadOnlyList<ExpositionCase> Load()
    {
        string file = Environment.GetEnvironmentVariable("EXPOSITION_CASES")
            ?? Path.Combine(AppContext.BaseDirectory, "conformance", "exposition.jsonl");
        return [.. File.ReadLines(file).Select(line => new ExpositionCase(JsonElement.Parse(line)))];
    }

    /// <summary>The expected entries, each as one line.</summary>
    public IReadOnlyList<string> Entries() =>
        Expected.TryGetProperty("entries", out JsonElement entries) && entries.ValueKind == JsonValueKind.Array
            ? [.. entries.EnumerateArray().Select(Describe)]
            : [];

    public override string ToString() => Name;

    private static string Describe(JsonElement entry)
    {
        string kind = entry.GetProperty("kind").GetString()!;
        if (kind != "sample")
        {
            string metric = kind == "comment" ? "" : Bytes(entry.GetProperty("metric"));
            return $"{kind} {metric} {(entry.TryGetProperty(kind, out JsonElement text) ? Bytes(text) : "")}";
        }

        var line = new StringBuilder($"sample {Labels(entry)} {entry.GetProperty("value").GetString()}");
        if (entry.TryGetProperty("timestamp_ms", out JsonElement timestamp))
        {
            line.Append(" @").Append(timestamp.GetInt64());
        }

        if (entry.TryGetProperty("exemplars", out JsonElement exemplars))
        {
            JsonElement exemplar = exemplars[0];
            line.Append(" # ").Append(Labels(exemplar)).Append(' ').Append(exemplar.GetProperty("value").GetString());
            if (exemplar.TryGetProperty("timestamp_ms", out JsonElement at))
            {
                line.Append(" @").Append(at.GetInt64());
            }
        }

        return line.ToString();
    }

    private static string Labels(JsonElement entry)
    {
        IEnumerable<(string, string)> labels = entry.TryGetProperty("labels", out JsonElement map)
            ? map.EnumerateObject().Select(l => (Hex(l.Name), Bytes(l.Value)))
            : entry.TryGetProperty("label_pairs", out JsonElement pairs)
                ? pairs.EnumerateArray().Select(p => (Bytes(p[0]), Bytes(p[1])))
                : [];
        return Format(labels);
    }

    /// <summary>Labels in one order, whatever their own was.</summary>
    public static string Format(IEnumerable<(string Name, string Value)> labels) =>
        string.Join(',', labels.Select(l => $"{l.Name}={l.Value}").Order(StringComparer.Ordinal));

    public static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private static string Bytes(JsonElement text) => text.ValueKind == JsonValueKind.Object
        ? Convert.ToHexString(text.GetProperty("b64").GetBytesFromBase64())
        : Hex(text.GetString()!);

    private JsonElement? Option(string name) =>
        _case.TryGetProperty("options", out JsonElement options) && options.TryGetProperty(name, out JsonElement option) ? option : null;
}

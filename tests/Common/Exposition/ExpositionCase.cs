using System.Text;
using System.Text.Json;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Conformance;

/// <summary>A body with the entries that Prometheus' own parser finds in it.</summary>
internal sealed class ExpositionCase(JsonElement element)
{
    public string Name => element.GetProperty("name").GetString()!;

    public string ContentType => element.GetProperty("content_type").GetString()!;

    public bool HasFallback => Option("fallback_content_type") is not null;

    public JsonElement Expected => element.GetProperty("expect");

    public ExpositionOptions Options => new()
    {
        ReadCreated = IsSet("created_timestamps"),
        ConvertClassicHistograms = IsSet("convert_classic_histograms_to_nhcb"),
        KeepClassicHistograms = IsSet("scrape_classic_histograms"),
        IgnoreNativeHistograms = IsSet("ignore_native_histograms"),
    };

    public byte[] Body => element.TryGetProperty("text_b64", out JsonElement bytes)
        ? bytes.GetBytesFromBase64()
        : Encoding.UTF8.GetBytes(element.GetProperty("text").GetString()!);

    public static IReadOnlyList<ExpositionCase> Load(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => new ExpositionCase(JsonElement.Parse(line)))];

    public override string ToString() => Name;

    private bool IsSet(string name) => Option(name)?.GetBoolean() == true;

    private JsonElement? Option(string name) =>
        element.TryGetProperty("options", out JsonElement options) && options.TryGetProperty(name, out JsonElement option) ? option : null;
}

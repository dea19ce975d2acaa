using System.Text.Json;

namespace PipelineDsl.Parity;

/// <summary>The cases of <c>relabel.jsonl</c>, whose answers Prometheus' own code gave.</summary>
internal static class RelabelCases
{
    /// <summary>All cases by name.</summary>
    public static IReadOnlyDictionary<string, RelabelCase> All { get; } =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "conformance", "relabel.jsonl"))
            .Select(line => new RelabelCase(JsonDocument.Parse(line).RootElement))
            .ToDictionary(c => c.Name);
}

using System.Text.Json.Nodes;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Answers of real API servers and what a real Prometheus made of them.</summary>
internal static class Recorded
{
    public static JsonNode Read(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "kubernetes", name)))!;

    public static IEnumerable<string> TargetFiles() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "kubernetes", "targets")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    public static JsonNode Answer(string name) => Read("answers.json").AsArray().Single(a => (string)a!["name"]! == name)!;

    /// <summary>Sorted texts of label sets: two multisets are equal when these are.</summary>
    public static string[] Texts(this IEnumerable<LabelSet> sets) => [.. sets.Select(s => s.ToString()).Order(StringComparer.Ordinal)];

    public static LabelSet ToLabelSet(this JsonNode labels) => LabelSet.Of([.. labels.AsObject().Select(p => (p.Key, (string)p.Value!))]);

    public static string Key(this JsonNode item) => $"{item["metadata"]!["namespace"]}/{item["metadata"]!["name"]}";
}

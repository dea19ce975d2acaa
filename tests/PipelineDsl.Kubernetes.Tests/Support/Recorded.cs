using System.Text.Json.Nodes;
using PipelineDsl.Recordings;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Answers of real API servers and what a real Prometheus made of them.</summary>
internal static class Recorded
{
    private static readonly string[] s_wire = ["watch", "list", "auth", "absent", "expired", "overload", "k8s120"];

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "kubernetes");

    public static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!;

    /// <summary>An answer that went over the wire.</summary>
    /// <param name="name">Its name; the first file that has it counts.</param>
    public static JsonNode Answer(string name) => s_wire.SelectMany(file => Read($"wire/{file}.json").AsArray()).First(a => (string)a!["name"]! == name)!["response"]!;

    /// <summary>Sorted texts of label sets: two multisets are equal when these are.</summary>
    public static string[] Texts(this IEnumerable<LabelSet> sets) => sets.ToTexts();
}

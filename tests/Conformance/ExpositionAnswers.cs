using System.Text.Json;
using System.Text.Json.Nodes;

namespace PipelineDsl.Conformance;

/// <summary>What the reader of scrape bodies makes of them.</summary>
internal static class ExpositionAnswers
{
    public static IReadOnlyList<JsonObject> Of(JsonElement[] cases) => [.. cases.Select(one => ExpositionAnswer.Of(new ExpositionCase(one)))];

    public static bool Agrees(JsonElement expected, JsonObject answer) => ExpositionAnswer.Canonical(expected) == ExpositionAnswer.Canonical(answer);
}

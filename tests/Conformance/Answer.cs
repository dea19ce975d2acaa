using System.Text.Json;
using System.Text.Json.Nodes;

namespace PipelineDsl.Conformance;

/// <summary>Compares answers with expectations.</summary>
internal static class Answer
{
    /// <summary>Accidents of Prometheus that we do not repeat, with the reason in <c>docs/deviations.md</c>.</summary>
    private static readonly string[] s_deviations = ["default-regex-spelled-out"];

    public static bool IsDocumentedDeviation(JsonElement @case) =>
        @case.TryGetProperty("quirk", out JsonElement quirk) && s_deviations.Contains(quirk.GetString());

    /// <summary>Whether two answers say the same. Errors agree when both are there: their text explains, it does not bind.</summary>
    public static bool Agrees(JsonElement expected, JsonObject answer)
    {
        JsonObject wanted = JsonObject.Create(expected)!.DeepClone().AsObject();
        JsonObject given = answer.DeepClone().AsObject();
        foreach (JsonObject one in (JsonObject[])[wanted, given])
        {
            if (one.ContainsKey("error"))
            {
                one["error"] = true;
            }
        }

        return JsonNode.DeepEquals(wanted, given);
    }
}

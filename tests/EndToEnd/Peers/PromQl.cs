using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PipelineDsl.EndToEnd.Peers;

/// <summary>Asks a server that answers PromQL.</summary>
internal static class PromQl
{
    /// <summary>The series of an answer, each as its labels with the value under <c>value</c>.</summary>
    /// <param name="http">A client of the server.</param>
    /// <param name="parameters">The parameters of an instant query but the expression.</param>
    /// <param name="expression">The expression.</param>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> QueryAsync(HttpClient http, string parameters, string expression)
    {
        JsonNode answer = (await http.GetFromJsonAsync<JsonNode>($"api/v1/query?{parameters}query={Uri.EscapeDataString(expression)}"))!;
        return [.. answer["data"]!["result"]!.AsArray().Select(Series)];
    }

    private static Dictionary<string, string> Series(JsonNode? result)
    {
        var series = result!["metric"]!.AsObject().ToDictionary(label => label.Key, label => (string)label.Value!, StringComparer.Ordinal);
        series["value"] = (string)result["value"]![1]!;
        return series;
    }
}

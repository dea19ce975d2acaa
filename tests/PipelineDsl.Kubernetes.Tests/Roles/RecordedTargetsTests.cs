using System.Text;
using System.Text.Json.Nodes;

namespace PipelineDsl.Kubernetes.Tests;

public class RecordedTargetsTests
{
    public static TheoryData<string> Files => [.. Recorded.TargetFiles()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Targets_are_those_of_Prometheus(string file)
    {
        JsonNode recorded = Recorded.Read($"targets/{file}");
        JsonNode lists = Recorded.Read((string)recorded["lists"]!);
        string path = (string)recorded["sd_config"]!["role"]! == "pod" ? "/api/v1/pods" : "/api/v1/services";
        HashSet<string>? selected = Selected(recorded);
        RoleDecoder decoder = RoleDecoder.Create(path.EndsWith("pods", StringComparison.Ordinal) ? ResourceType.Pods : ResourceType.Services);

        var found = new List<LabelSet>();
        foreach (JsonNode? item in lists[path]!["items"]!.AsArray())
        {
            if (IsAsked(recorded, item!) && selected?.Contains(item!.Key()) != false)
            {
                found.AddRange(decoder.Decode(Encoding.UTF8.GetBytes(item!.ToJsonString())).Targets);
            }
        }

        found.Texts().ShouldBe(recorded["targets"]!.AsArray().Select(t => t!.ToLabelSet()).Texts());
    }

    [Fact]
    public void All_recordings_are_compared() => Recorded.TargetFiles().Count().ShouldBe(16);

    // What the server let through the selectors; recordings without the note had none.
    private static HashSet<string>? Selected(JsonNode recorded)
    {
        JsonNode?[] requests = [.. recorded["requests"]!.AsArray()];
        return requests.All(r => r!["items"] is null) ? null : [.. requests.SelectMany(r => r!["items"]!.AsArray()).Select(i => (string)i!)];
    }

    private static bool IsAsked(JsonNode recorded, JsonNode item) =>
        recorded["sd_config"]!["namespaces"]?["names"] is not JsonArray names || names.Any(n => (string)n! == (string)item["metadata"]!["namespace"]!);
}

using System.Text.Json.Nodes;
using PipelineDsl.Conformance;

namespace PipelineDsl.Scraping.Tests.Exposition;

public sealed class ConformanceTests
{
    private static readonly Dictionary<string, ExpositionCase> s_cases = ExpositionCase.Load(
        Environment.GetEnvironmentVariable("EXPOSITION_CASES") ?? Path.Combine(AppContext.BaseDirectory, "conformance", "exposition.jsonl"))
        .ToDictionary(c => c.Name, StringComparer.Ordinal);

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Entries_are_those_of_Prometheus(string name)
    {
        ExpositionCase given = s_cases[name];
        JsonObject answer = ExpositionAnswer.Of(given);
        ExpositionAnswer.Canonical(answer).ShouldBe(ExpositionAnswer.Canonical(given.Expected), (string?)answer["error"]);
    }
}

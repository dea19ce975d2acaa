using System.Text.Json;
using PipelineDsl.Kubernetes.Operator;
using PipelineDsl.Parity;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Resources become the jobs that the Prometheus Operator makes of them, and their targets what Prometheus makes of them.</summary>
public sealed class TranslationTests
{
    private static readonly IReadOnlyDictionary<string, OperatorCase> s_cases =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "operator", "cases.jsonl"))
            .Select(line => new OperatorCase(JsonDocument.Parse(line).RootElement))
            .ToDictionary(c => c.Name);

    // Discoveries by cloud APIs, Consul and Docker: rejected with the way out.
    private static readonly string[] s_unsupported = ["sc-consul", "sc-cloud", "sc-docker"];

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_jobs_are_the_operators(string name)
    {
        var verdict = OperatorVerdict.Of(s_cases[name]);
        verdict.Disagreements.ShouldBeEmpty();
        (verdict.Unsupported is not null).ShouldBe(s_unsupported.Contains(name));
    }

    [Fact]
    public void A_rejection_names_the_field_that_is_wrong()
    {
        // The place is where somebody looks first; a parent of the Operator's place, or a child, is as good.
        foreach (OperatorCase @case in s_cases.Values)
        {
            if (@case.Expected.TryGetProperty("error", out JsonElement error))
            {
                string expected = error.GetProperty("field").GetString()!;
                string field = @case.Translate().Rejection.ShouldNotBeNull().Field;
                (field.StartsWith(expected, StringComparison.Ordinal) || expected.StartsWith(field, StringComparison.Ordinal)
                    || Parent(field) == Parent(expected)).ShouldBeTrue($"{@case.Name}: {field} instead of {expected}");
            }
        }
    }

    [Fact]
    public void An_unsupported_discovery_is_named_with_the_way_out()
    {
        Rejection rejection = s_cases["sc-consul"].Translate().Rejection.ShouldNotBeNull();
        rejection.Field.ShouldBe("spec.consulSDConfigs");
        rejection.Reason.ShouldBe("discovery by consul is not supported: list its targets over HTTP or in a file, and use httpSDConfigs or fileSDConfigs");
    }

    private static string Parent(string field) => field[..Math.Max(0, field.LastIndexOf('.'))];
}

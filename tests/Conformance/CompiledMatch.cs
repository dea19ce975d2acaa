using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Conformance;

/// <summary>A pattern's matches, asked of compiled rules: one that says whether it matches, one for each group, one for the template.</summary>
internal static class CompiledMatch
{
    public static ImmutableArray<RelabelRule> Rules(Pattern pattern, string? replacement)
    {
        var rule = new RelabelRule { SourceLabels = ["value"], Pattern = pattern.Text };
        return
        [
            rule with { TargetLabel = "match", Replacement = "yes" },
            .. Enumerable.Range(0, pattern.GroupCount + 1).Select(group => rule with { TargetLabel = $"group{group}", Replacement = $"${{{group}}}" }),
            .. replacement is null ? [] : (RelabelRule[])[rule with { TargetLabel = "expanded", Replacement = replacement }],
        ];
    }

    public static JsonObject? Answer(RuleSet rules, Pattern pattern, bool isExpanded, string input)
    {
        LabelSet labels = rules.Apply(LabelSet.Of(("value", input)))!;
        if (labels["match"] is null)
        {
            return null;
        }

        var answer = new JsonObject
        {
            ["groups"] = new JsonArray([.. Enumerable.Range(0, pattern.GroupCount + 1).Select(group => (JsonNode?)(labels[$"group{group}"] ?? ""))]),
        };
        if (isExpanded)
        {
            answer["expanded"] = labels["expanded"] ?? "";
        }

        return answer;
    }
}

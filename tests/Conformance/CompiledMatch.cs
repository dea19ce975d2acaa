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

    /// <summary>What the rules tell of a match, with the interpreter's account of the groups where their texts are the same.</summary>
    public static JsonObject? Answer(RuleSet rules, Pattern pattern, bool isExpanded, string input, JsonObject? interpreted)
    {
        LabelSet labels = rules.Apply(LabelSet.Of(("value", input)))!;
        if (labels["match"] is null)
        {
            return null;
        }

        string[] groups = [.. Enumerable.Range(0, pattern.GroupCount + 1).Select(group => labels[$"group{group}"] ?? "")];
        bool isSame = interpreted?["groups"]!.AsArray().Select(group => (string?)group ?? "").SequenceEqual(groups) ?? false;
        JsonObject answer = isSame ? interpreted!.DeepClone().AsObject() : new JsonObject { ["groups"] = new JsonArray([.. groups]) };
        if (isExpanded)
        {
            answer["expanded"] = labels["expanded"] ?? "";
        }

        return answer;
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineDsl.Parity;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Conformance;

/// <summary>What an engine makes of patterns.</summary>
/// <remarks>
/// Compiled code has no matches to show, only what rules do with them: groups come from replace rules, one for each. Where a group lies, and
/// whether an empty one took part, is nothing that a rule can tell: of groups with the same texts the interpreter says it.
/// </remarks>
internal static class RegexAnswers
{
    public static IReadOnlyList<JsonObject> Of(JsonElement[] cases, RelabelEngine engine)
    {
        var answers = new JsonObject[cases.Length];
        var patterns = new List<(int Index, Pattern Pattern)>();
        for (int i = 0; i < cases.Length; i++)
        {
            if (Pattern.TryParse(cases[i].GetProperty("pattern").GetString()!, out Pattern? pattern, out PatternError? error))
            {
                patterns.Add((i, pattern));
            }
            else
            {
                answers[i] = new JsonObject { ["error"] = error!.Message };
            }
        }

        IReadOnlyList<RuleSet?> compiled = new RuleSet?[patterns.Count];
        if (engine == RelabelEngine.Compiled)
        {
            compiled = CompiledRuleSets.Compile([.. patterns.Select(entry => CompiledMatch.Rules(entry.Pattern, Replacement(cases[entry.Index])))]);
        }

        foreach (((int index, Pattern pattern), RuleSet? rules) in patterns.Zip(compiled))
        {
            string? replacement = Replacement(cases[index]);
            JsonObject? Answer(string input)
            {
                JsonObject? interpreted = Match(pattern, replacement, input);
                return rules is null ? interpreted : CompiledMatch.Answer(rules, pattern, replacement is not null, input, interpreted);
            }

            JsonObject answer = answers[index] = new JsonObject
            {
                ["matches"] = new JsonArray([.. cases[index].GetProperty("inputs").EnumerateArray().Select(input => Answer(input.GetString()!))]),
            };
            if (pattern.GroupNames.Any(name => name is not null))
            {
                answer["group_names"] = new JsonArray([.. pattern.GroupNames.Select(name => JsonValue.Create(name ?? ""))]);
            }
        }

        return answers;
    }

    private static string? Replacement(JsonElement @case) => @case.TryGetProperty("replacement", out JsonElement text) ? text.GetString() : null;

    private static JsonObject? Match(Pattern pattern, string? replacement, string input)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(input);
        int[] offsets = new int[2 * (pattern.GroupCount + 1)];
        if (!pattern.Match(utf8, offsets))
        {
            return null;
        }

        var answer = new JsonObject
        {
            ["groups"] = new JsonArray([.. Enumerable.Range(0, pattern.GroupCount + 1).Select(group => offsets[2 * group] < 0
                ? null
                : (JsonNode?)Encoding.UTF8.GetString(utf8.AsSpan(offsets[2 * group]..offsets[2 * group + 1])))]),
            ["offsets"] = new JsonArray([.. offsets.Select(offset => (JsonNode?)offset)]),
        };
        if (replacement is not null)
        {
            var expanded = new ArrayBufferWriter<byte>();
            ReplacementTemplate.Parse(replacement).Expand(pattern, utf8, offsets, expanded);
            answer["expanded"] = Encoding.UTF8.GetString(expanded.WrittenSpan);
        }

        return answer;
    }
}

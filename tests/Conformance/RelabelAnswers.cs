using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineDsl.Parity;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Conformance;

/// <summary>What an engine makes of chains of rules.</summary>
internal static class RelabelAnswers
{
    public static IReadOnlyList<JsonObject> Of(JsonElement[] cases, RelabelEngine engine)
    {
        var answers = new JsonObject[cases.Length];
        var loaded = new List<(int Index, RelabelCase Case, ImmutableArray<RelabelRule> Rules)>();
        for (int i = 0; i < cases.Length; i++)
        {
            var @case = new RelabelCase(cases[i]);
            try
            {
                ImmutableArray<RelabelRule> rules = @case.ReadRules();
                RuleSet.Interpret(rules);
                loaded.Add((i, @case, rules));
            }
            catch (RelabelRuleException error)
            {
                answers[i] = new JsonObject { ["error"] = error.Error.Message, ["error_rule"] = error.Index };
            }
        }

        IReadOnlyList<RuleSet> ruleSets = engine == RelabelEngine.Compiled
            ? CompiledRuleSets.Compile([.. loaded.Select(entry => entry.Rules)])
            : [.. loaded.Select(entry => RuleSet.Interpret(entry.Rules))];
        foreach (((int index, RelabelCase @case, _), RuleSet rules) in loaded.Zip(ruleSets))
        {
            rules.Engine.ShouldBe(engine);
            answers[index] = Answer(rules, @case.Labels);
        }

        return answers;
    }

    private static JsonObject Answer(RuleSet rules, LabelSet input)
    {
        var labels = new LabelSetBuilder(input);
        int outcome = rules.Apply(labels);
        return outcome == RuleSet.Kept
            ? new JsonObject
            {
                ["keep"] = true,
                ["labels"] = new JsonObject(labels.ToLabelSet().ToDictionary().Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))),
            }
            : new JsonObject { ["keep"] = false, ["dropped_by"] = outcome };
    }
}

using PipelineDsl.Relabeling;

namespace PipelineDsl.Benchmarks;

/// <summary>Single rules, under the names that vmagent's own benchmark of relabeling has for such rules.</summary>
internal static partial class Chains
{
    /// <summary>The rules by name, in order.</summary>
    public static IReadOnlyDictionary<string, RuleSet> Rows { get; } = new Dictionary<string, RuleSet>
    {
        ["replace-label-copy"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { SourceLabels = ["id"], TargetLabel = "copy" }))),
        ["replace-set-label"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { TargetLabel = "id", Replacement = "foobar" }))),
        ["replace-add-label"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { TargetLabel = "added", Replacement = "foobar" }))),
        ["replace-mismatch"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { SourceLabels = ["non-existing-label"], Pattern = "(foobar)-.*", TargetLabel = "id", Replacement = "$1" }))),
        ["replace-match-regex"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { SourceLabels = ["id"], Pattern = "(foobar)-.*", TargetLabel = "id", Replacement = "$1" }))),
        ["drop-mismatch"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.Drop, SourceLabels = ["non-existing-label"], Pattern = "(foobar)-.*" }))),
        ["drop-match"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.Drop, SourceLabels = ["id"], Pattern = "yes" }))),
        ["drop-match-regexp"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.Drop, SourceLabels = ["id"], Pattern = "(foobar)-.*" }))),
        ["keep-mismatch"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.Keep, SourceLabels = ["non-existing-label"], Pattern = "(foobar)-.*" }))),
        ["keep-match"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.Keep, SourceLabels = ["id"], Pattern = "foobar-random-string-value" }))),
        ["keep-match-regexp"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.Keep, SourceLabels = ["id"], Pattern = "(foobar)-.*" }))),
        ["labeldrop-mismatch"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.LabelDrop, Pattern = "non-existing-label" }))),
        ["labeldrop-match"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.LabelDrop, Pattern = "id" }))),
        ["labeldrop-match-prefix"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.LabelDrop, Pattern = "id.*" }))),
        ["labeldrop-match-regexp"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.LabelDrop, Pattern = ".*id.*" }))),
        ["labelkeep-mismatch"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.LabelKeep, Pattern = "non-existing-label" }))),
        ["labelkeep-match"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.LabelKeep, Pattern = "id" }))),
        ["labelkeep-match-prefix"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.LabelKeep, Pattern = "id.*" }))),
        ["labelkeep-match-regexp"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.LabelKeep, Pattern = ".*id.*" }))),
        ["labelmap-mismatch"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.LabelMap, Pattern = "a(.*)" }))),
        ["labelmap-match-remove-prefix"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.LabelMap, Pattern = "i(.*)" }))),
        ["labelmap-match-regexp"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.LabelMap, Pattern = "(.*)d" }))),
        ["hashmod"] = RulesOf(Discover.Static("a:1").Relabel(rules => rules
            .Rule(new() { Action = RelabelAction.HashMod, SourceLabels = ["id"], TargetLabel = "id", Modulus = 23 }))),
    };
}

using System.Collections.Immutable;
using System.Text;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

/// <summary>Patterns compiled to tables match what the interpreter matches, on any bytes.</summary>
public sealed class TableParityTests
{
    private const int Values = 3000;

    private static readonly string[] s_patterns =
    [
        "(.+?)(\\:\\d+)?;(\\d+)", "([^:]+)(?::\\d+)?;(\\d+)", "[a-c]+", "(a|b)*c", "(?:a|bc)+(é)?", "(a)?(b)?(.*)", "\\w+;\\d*", "(?i)(ab+)c?",
        ".*[é-ü].*", "(.*?)(\\d+)(.*)", "[^a]+(a?)[^b]*", "(?P<x>a+)(?P<y>[bc]*);?", "(?P<x>a)|(?P<x>b+)", ".{2,5}", "\\b(a+)\\b.*", "(..)+",
        "(?:x|\\x{FFFD})+y?", "a)|(?:b+", "(a{1,20}){1,3}b",
        "(a)$b", "[^\\x00-\\x{10FFFF}](a)?|\\bé(b)", "(b)?.*|(a)", "(?s:[^a]|(a))*",
    ];

    private static readonly byte[][] s_pieces =
    [
        .. new[] { "a", "b", "c", "ab", ":", ";", "80", "é", "ü", "x", "y", "\uFFFD", "😀", "\n", " " }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0x80],
    ];

    private static readonly Lazy<(RuleSet Interpreted, RuleSet Compiled)[]> s_ruleSets = new(() =>
    {
        ImmutableArray<RelabelRule>[] rules = [.. s_patterns.SelectMany(RulesOf).Where(rule => RelabelRuleValidation.Validate(rule[0]) is null)];
        return [.. rules.Select(r => RuleSet.Interpret(r)).Zip(CompiledRuleSets.Compile(rules))];
    });

    [Fact]
    public void Engines_agree_on_any_bytes()
    {
        var random = new Random(11);
        for (int i = 0; i < Values; i++)
        {
            byte[] value = [.. Enumerable.Range(0, random.Next(8)).SelectMany(_ => s_pieces[random.Next(s_pieces.Length)])];
            foreach ((RuleSet interpreted, RuleSet compiled) in s_ruleSets.Value)
            {
                compiled.Engine.ShouldBe(RelabelEngine.Compiled);
                (int expected, LabelSet labels) = Run(interpreted, value);
                string context = $"{Convert.ToHexString(value)} through {interpreted.Rules[0]}";
                (int actual, LabelSet actualLabels) = Run(compiled, value);
                actual.ShouldBe(expected, context);
                actualLabels.ShouldBe(labels, context);
            }
        }
    }

    private static ImmutableArray<RelabelRule>[] RulesOf(string pattern) =>
    [
        [new() { Action = RelabelAction.Keep, SourceLabels = ["a"], Pattern = pattern }],
        [new() { SourceLabels = ["a"], Pattern = pattern, TargetLabel = "t", Replacement = "$1:$3" }],
        [new() { SourceLabels = ["a"], Pattern = pattern, TargetLabel = "t", Replacement = "<$2|${x}|$0>" }],
        [new() { SourceLabels = ["a"], Pattern = pattern, TargetLabel = "t", Replacement = "all" }],
        [new() { Action = RelabelAction.LabelMap, Pattern = pattern, Replacement = "m_$1" }],
        [new() { Action = RelabelAction.LabelDrop, Pattern = pattern }],
    ];

    private static (int Result, LabelSet Labels) Run(RuleSet rules, byte[] value)
    {
        var labels = new LabelSetBuilder();
        labels.Set("a"u8, value);
        if (value.Length > 0)
        {
            labels.Set(value, "of the name"u8);
        }

        return (rules.Apply(labels), labels.ToLabelSet());
    }
}

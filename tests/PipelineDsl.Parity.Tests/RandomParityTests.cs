using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

/// <summary>Compiled rules do to random labels what interpreted rules do.</summary>
public sealed class RandomParityTests
{
    private const int RuleSets = 400;

    private static readonly Lazy<(RuleSet Interpreted, RuleSet Compiled)[]> s_ruleSets = new(() =>
    {
        // A fixed seed: one compilation, and a failure that comes back.
        var random = new RandomRules(seed: 20);
        ImmutableArray<RelabelRule>[] rules = [.. Enumerable.Range(0, RuleSets).Select(_ => random.Next())];
        return [.. rules.Select(r => RuleSet.Interpret(r)).Zip(CompiledRuleSets.Compile(rules))];
    });

    [Fact]
    public void Every_random_rule_set_is_compiled() =>
        s_ruleSets.Value.ShouldAllBe(pair => pair.Compiled.Engine == RelabelEngine.Compiled);

    [Fact]
    public void Engines_agree()
    {
        Arbitrary<LabelSet> labels = Gen.Elements<string>(RandomRules.Values).ListOf(RandomRules.Names.Count).Select(values =>
            LabelSet.Of([.. RandomRules.Names.Zip(values)])).ToArbitrary();
        Prop.ForAll(labels, set =>
        {
            foreach ((RuleSet interpreted, RuleSet compiled) in s_ruleSets.Value)
            {
                AssertSame(interpreted, compiled, set);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Explanations_agree_with_both_engines()
    {
        var random = new Random(11);
        foreach ((_, RuleSet compiled) in s_ruleSets.Value)
        {
            for (int i = 0; i < 20; i++)
            {
                LabelSet labels = LabelSet.Of([.. RandomRules.Names.Select(name => (name, RandomRules.Values[random.Next(RandomRules.Values.Count)]))]);
                string one = Explanations.ShouldAgree(RuleSet.Interpret(compiled.Rules), labels).ToString();
                Explanations.ShouldAgree(compiled, labels).ToString().ShouldBe(one);
            }
        }
    }

    [Fact]
    public void Engines_agree_on_long_lists()
    {
        var random = new Random(7);
        string[] names = [.. Enumerable.Range(0, 600).Select(_ => RandomName(random)).Distinct()];
        RelabelRule keep = new() { Action = RelabelAction.Keep, SourceLabels = ["a"], Pattern = string.Join('|', names) };
        RuleSet compiled = CompiledRuleSets.Compile([[keep], [keep with { Pattern = keep.Pattern + "|go_.*" }]])[1];
        RuleSet interpreted = RuleSet.Interpret(compiled.Rules);
        foreach (string name in names.Concat(Enumerable.Range(0, 2000).Select(_ => RandomName(random))))
        {
            AssertSame(interpreted, compiled, LabelSet.Of(("a", name)));
        }
    }

    private static string RandomName(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => (string[])["cpu", "_", "total", "é", "'", "seconds", "go_", "x"]).Select(parts => parts[random.Next(parts.Length)]));

    private static void AssertSame(RuleSet interpreted, RuleSet compiled, LabelSet labels)
    {
        var one = new LabelSetBuilder(labels);
        var other = new LabelSetBuilder(labels);
        int expected = interpreted.Apply(one);
        string context = $"{labels} through {string.Join(" | ", interpreted.Rules)}";
        compiled.Apply(other).ShouldBe(expected, context);
        other.ToLabelSet().ShouldBe(one.ToLabelSet(), context);
    }
}

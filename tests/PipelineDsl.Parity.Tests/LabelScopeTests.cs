using System.Collections.Immutable;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

/// <summary>What rules read and write follows from the rules, and holds for what they do.</summary>
public sealed class LabelScopeTests
{
    public static TheoryData<string, string, string> Cases => new()
    {
        { "keep __name__ up|go_.*", "__name__", "no label" },
        { "keep __name__ .*", "no label", "no label" },
        { "drop job a", "job", "no label" },
        { "labeldrop tmp|x", "no label", "tmp, x" },
        { "labeldrop tmp_.*", "all labels", "all labels" },
        { "labelkeep a", "all labels", "all labels" },
        { "labelmap a_(.+)", "all labels", "all labels" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_reads_and_writes(string rule, string reads, string writes)
    {
        string[] words = rule.Split(' ');
        var read = new RelabelRule { Action = Enum.Parse<RelabelAction>(words[0], ignoreCase: true), Pattern = words[^1] };
        RuleSet rules = RuleSet.Interpret(words.Length == 2 ? read : read with { SourceLabels = [words[1]] });
        rules.Reads.ToString().ShouldBe(reads);
        rules.Writes.ToString().ShouldBe(writes);
    }

    [Fact]
    public void What_a_rule_has_set_is_not_read_from_outside()
    {
        RuleSet rules = RuleSet.Interpret(
            new() { SourceLabels = ["__name__"], TargetLabel = "tmp" },
            new() { Action = RelabelAction.Drop, SourceLabels = ["tmp"], Pattern = "go_.*" });
        rules.Reads.IsNameOnly.ShouldBeTrue();
        rules.Writes.Names.ShouldBe(["tmp"]);
    }

    [Fact]
    public void What_a_rule_may_have_set_is_read()
    {
        RuleSet rules = RuleSet.Interpret(
            new() { SourceLabels = ["a"], Pattern = "x.*", TargetLabel = "tmp" },
            new() { Action = RelabelAction.Drop, SourceLabels = ["tmp"], Pattern = "y" });
        rules.Reads.ToString().ShouldBe("a, tmp");
    }

    [Fact]
    public void Random_rules_keep_to_what_they_say()
    {
        var random = new RandomRules(seed: 31);
        var values = new Random(5);
        for (int i = 0; i < 2000; i++)
        {
            ImmutableArray<RelabelRule> list = random.Next();
            RuleSet rules = RuleSet.Interpret(list);
            LabelSet one = Labels(values, LabelSet.Empty, rules.Reads);
            LabelSet other = Labels(values, one, rules.Reads);
            (int verdict, LabelSet after) = Run(rules, one);
            string context = $"{one} and {other} through {string.Join(" | ", list)}";
            Run(rules, other).Verdict.ShouldBe(verdict, context);
            foreach (string name in RandomRules.Names.Where(name => !rules.Writes.Contains(name)))
            {
                after[name].ShouldBe(one[name], context);
            }
        }
    }

    // New values everywhere but in the labels that are read.
    private static LabelSet Labels(Random random, LabelSet like, LabelScope read) => LabelSet.Of(
        [.. RandomRules.Names.Select(name => (name, like != LabelSet.Empty && read.Contains(name) ? like[name] ?? "" : Value(random)))]);

    private static string Value(Random random) => ((string[])["", "a", "b", "ab", "abc", "a;b", "x-y"])[random.Next(7)];

    private static (int Verdict, LabelSet Labels) Run(RuleSet rules, LabelSet labels)
    {
        var builder = new LabelSetBuilder(labels);
        return (rules.Apply(builder), builder.ToLabelSet());
    }
}

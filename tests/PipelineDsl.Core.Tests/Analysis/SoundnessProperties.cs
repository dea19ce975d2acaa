using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Analysis;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Core.Tests.Analysis;

/// <summary>What the analysis claims for all labels holds for those that are tried.</summary>
public sealed class SoundnessProperties
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(1000);
    private static readonly string[] s_labels = ["a", "b", "c", "aa", "__tmp_a", "d", "e"];

    [Fact]
    public void Labels_have_no_value_but_those_the_analysis_allows() => Check(static (rules, sets) =>
    {
        var languages = new Languages();
        var flow = new ValueFlow(languages);
        var builders = sets.Select(static labels => new LabelSetBuilder(labels)).ToList();
        for (int i = 0; i < rules.Length; i++)
        {
            bool mayPass = flow.Run(new AnalyzedRule(i, rules[i], languages));
            var rule = RuleSet.Interpret(rules[i]);
            builders.RemoveAll(builder => rule.Apply(builder) != RuleSet.Kept);
            if (!mayPass)
            {
                return builders.Count == 0;
            }

            ValueFact[] facts = [.. s_labels.Select(flow.Values.Of), .. Joins(rules).Select(join => flow.Values.Of(join.Sources, join.Separator))];
            if (!builders.All(builder => facts.Zip([.. s_labels.Select(label => Bytes(builder, label)), .. Joins(rules).Select(join => JoinOf(builder, join))])
                .All(static pair => pair.First.Language.IsMatch(pair.Second))))
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void Rules_do_nothing_and_pass_nothing_where_it_is_said() => CheckEach(static (rules, labels, findings) =>
        findings.All(finding =>
        {
            if (RuleSet.Interpret(rules[..finding.Rule]).Apply(labels) is not { } before)
            {
                return true;
            }

            LabelSet? after = RuleSet.Interpret(rules[finding.Rule]).Apply(before);
            return finding.Kind switch
            {
                RuleFindingKind.NothingPasses => after is null,
                RuleFindingKind.DecidesNothing => before.Equals(after),
                RuleFindingKind.NeverMatches => before.Equals(after) && !IsMatch(rules[finding.Rule], before),
                _ => true,
            };
        }));

    [Fact]
    public void Without_a_dead_write_the_outcome_is_the_same() => CheckEach(static (rules, labels, findings) =>
        findings.Where(static finding => finding.Kind == RuleFindingKind.DeadWrite)
            .All(finding => Equals(RuleSet.Interpret(rules).Apply(labels), RuleSet.Interpret(rules.RemoveAt(finding.Rule)).Apply(labels))));

    [Fact]
    public void A_temporary_label_that_was_set_is_there_at_the_end() => CheckEach(static (rules, labels, findings) =>
        findings.Where(static finding => finding.Kind == RuleFindingKind.TemporaryLabelStays)
            .All(finding =>
                RuleSet.Interpret(rules[..(finding.Rule + 1)]).Apply(labels)?[finding.Label!] is not { Length: > 0 } value
                || RuleSet.Interpret(rules).Apply(labels) is not { } last
                || last[finding.Label!] is { Length: > 0 }));

    [Fact]
    public void An_anchor_that_is_not_needed_changes_nothing() => CheckEach(static (rules, labels, findings) =>
        findings.Where(static finding => finding.Kind == RuleFindingKind.RedundantAnchor)
            .All(finding =>
            {
                RelabelRule rule = rules[finding.Rule];
                RelabelRule other = rule with { Pattern = rule.Pattern.Remove(finding.Start, finding.Length) };
                return Equals(RuleSet.Interpret(rules).Apply(labels), RuleSet.Interpret(rules.SetItem(finding.Rule, other)).Apply(labels));
            }));

    [Fact]
    public void Names_that_collide_do() => CheckEach(static (rules, _, findings) =>
        findings.Where(static finding => finding.Kind == RuleFindingKind.NamesCollide)
            .All(finding =>
            {
                string[] names = finding.Message.Split('\'');
                return NameOf(rules[finding.Rule], names[1]) == NameOf(rules[finding.Rule], names[3]);
            }));

    [Fact]
    public void There_is_something_to_check()
    {
        var kinds = RuleGenerators.Rules.Sample(2000).SelectMany(static rules => RuleAnalysis.Analyze(rules, new() { IsLastAfterScrape = true }))
            .CountBy(static finding => finding.Kind).ToDictionary();
        foreach (RuleFindingKind kind in Enum.GetValues<RuleFindingKind>().Except([RuleFindingKind.UnknownMetaLabel, RuleFindingKind.UnescapedDot]))
        {
            kinds.GetValueOrDefault(kind).ShouldBeGreaterThan(5, kind.ToString());
        }
    }

    // The label that a labelmap makes of one other, which no rule removes again.
    private static string NameOf(RelabelRule rule, string name)
    {
        var builder = new LabelSetBuilder(LabelSet.Of((name, "v")));
        int count = 0;
        RuleSet.Interpret(rule).Apply(builder);
        string mapped = name;
        foreach (Utf8Label label in builder.ToLabelSet())
        {
            string found = Encoding.UTF8.GetString(label.Name);
            mapped = found == name ? mapped : found;
            count++;
        }

        count.ShouldBeInRange(1, 2);
        return mapped;
    }

    private static bool IsMatch(RelabelRule rule, LabelSet labels) => rule.Action is RelabelAction.Drop or RelabelAction.Replace
        && Pattern.Parse(rule.Pattern).IsMatch(JoinOf(new LabelSetBuilder(labels), (rule.SourceLabels.IsDefault ? [] : [.. rule.SourceLabels], rule.Separator)));

    private static IEnumerable<(string[] Sources, string Separator)> Joins(IEnumerable<RelabelRule> rules) =>
        rules.Where(static rule => !rule.SourceLabels.IsDefault).Select(static rule => (rule.SourceLabels.ToArray(), rule.Separator));

    private static byte[] JoinOf(LabelSetBuilder labels, (string[] Sources, string Separator) join)
    {
        byte[][] names = [.. join.Sources.Select(Encoding.UTF8.GetBytes)];
        return labels.Join(names, Encoding.UTF8.GetBytes(join.Separator)).ToArray();
    }

    private static byte[] Bytes(LabelSetBuilder labels, string label) => labels.Get(Encoding.UTF8.GetBytes(label)).ToArray();

    private static void CheckEach(Func<ImmutableArray<RelabelRule>, LabelSet, ImmutableArray<RuleFinding>, bool> isTrue) => Check((rules, sets) =>
    {
        ImmutableArray<RuleFinding> findings = RuleAnalysis.Analyze(rules, new() { IsLastAfterScrape = true });
        return findings.IsEmpty || sets.All(labels => isTrue(rules, labels, findings));
    });

    private static void Check(Func<ImmutableArray<RelabelRule>, LabelSet[], bool> isTrue) =>
        Prop.ForAll(RuleGenerators.Rules.ToArbitrary(), RuleGenerators.Labels.ArrayOf(40).ToArbitrary(), isTrue).Check(s_config);
}

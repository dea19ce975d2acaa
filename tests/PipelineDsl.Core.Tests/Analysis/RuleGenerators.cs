using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Core.Tests.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Core.Tests.Analysis;

/// <summary>Random lists of rules over a few labels and letters, so that rules often have to do with one another.</summary>
internal static class RuleGenerators
{
    private static readonly Gen<string> s_label = Gen.Elements("a", "a", "b", "c", "aa", "__tmp_a");

    private static readonly Gen<string> s_pattern = Gen.Frequency(
        (6, Gen.Elements("a", "b", "ab", "a|b", "c|", "", ".+", "(.*)", "(.+)", "a.*", ".*b", "[ab]+", "[^a]*", "(a|b);(.*)", "a;.*", ".*;b|;", "(?i)a", "A|B", "0|1")),
        (2, PatternGenerators.SimplePattern),
        (1, PatternGenerators.AnyPattern));

    private static readonly Gen<string> s_template = Gen.Elements("$1", "${1}", "$0", "a", "b", "", "a$1", "$1$2", "x-$2", "$1;$1");

    private static readonly Gen<string> s_names = Gen.Elements("a", "b|c", "(.*)", "a+", "a(.*)", "(a|b)(.*)", "(?:a|c)(.*)", "__tmp.*", "[^_].*", "");

    private static readonly Gen<ImmutableArray<string>> s_sources = Gen.Frequency(
        (4, s_label.Select(static label => ImmutableArray.Create(label))),
        (2, s_label.Two().Select(static pair => ImmutableArray.Create(pair.Item1, pair.Item2))),
        (1, Gen.Constant(ImmutableArray<string>.Empty)));

    private static readonly Gen<RelabelRule> s_rule = Gen.Frequency(
        (5, Matching(RelabelAction.Keep)),
        (5, Matching(RelabelAction.Drop)),
        (6, Replace()),
        (1, FromTo(RelabelAction.KeepEqual)),
        (1, FromTo(RelabelAction.DropEqual)),
        (1, FromTo(RelabelAction.Lowercase)),
        (1, FromTo(RelabelAction.Uppercase)),
        (1, FromTo(RelabelAction.HashMod).Select(static rule => rule with { Modulus = 2 })),
        (2, s_names.Zip(s_template, static (names, template) =>
            new RelabelRule { Action = RelabelAction.LabelMap, Pattern = names, Replacement = template.Length == 0 ? "c" : template })),
        (2, s_names.Select(static names => new RelabelRule { Action = RelabelAction.LabelDrop, Pattern = names })),
        (1, s_names.Select(static names => new RelabelRule { Action = RelabelAction.LabelKeep, Pattern = names })));

    public static Gen<ImmutableArray<RelabelRule>> Rules { get; } =
        s_rule.ListOf().Resize(7).Select(static rules => rules.Where(static rule => RelabelRuleValidation.Validate(rule) is null).ToImmutableArray());

    public static Gen<LabelSet> Labels { get; } =
        from values in Gen.Elements("", "a", "b", "ab", "c", "A", "aB", "1", "é", "a;b", "\n", "\uFFFD").ArrayOf(6)
        select LabelSet.Of(("a", values[0]), ("b", values[1]), ("c", values[2]), ("aa", values[3]), ("__tmp_a", values[4]), ("d", values[5]));

    private static Gen<RelabelRule> Matching(RelabelAction action) =>
        from sources in s_sources
        from pattern in s_pattern
        from separator in Gen.Elements(";", ";", "", "b")
        select new RelabelRule { Action = action, SourceLabels = sources, Pattern = pattern, Separator = separator };

    private static Gen<RelabelRule> Replace() =>
        from rule in Matching(RelabelAction.Replace)
        from target in Gen.Frequency((12, s_label), (1, Gen.Constant("$1")))
        from template in s_template
        select rule with { TargetLabel = target, Replacement = template };

    private static Gen<RelabelRule> FromTo(RelabelAction action) =>
        s_label.Two().Select(pair => new RelabelRule { Action = action, SourceLabels = [pair.Item1], TargetLabel = pair.Item2 });
}

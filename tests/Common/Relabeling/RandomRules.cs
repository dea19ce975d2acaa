using System.Collections.Immutable;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

/// <summary>Rule sets made from a small vocabulary, so that rules meet labels and one another.</summary>
internal sealed class RandomRules
{
    private static readonly string[] s_patterns =
    [
        "(.*)", "(.+)", ".*", ".+", "", "a", "a|b|c", "a|b|c|ab|abc|bca", "ab.*", "ab.+", "(?:ab|b).*", ".*b", ".+b", ".*b.*", ".+b.+", ".*b.+",
        "a.*b", "a.+b", "a(.*)b", "a(.+)", "(.*)b", "(.+)b(.*)", "(a|b)(.*)", "(a|b|c)", "([ab])(.*)", "([a-c]+)", "([^;]+);(.*)", "(?i)ab?c",
        "a{1,3}", "(a)?(b)?.*", "(?P<x>a)(?P<y>.*)", "ü.*", ".*é", "\\w+", "[^a]*", "a|.*;b", "a|b.*|.*c|.*ab.*|x.*y",
    ];

    private static readonly string[] s_templates =
        ["$1", "${1}", "$2", "x", "", "$1$2", "${2}-${1}", "a${1}b", "$0", "$$", "$x", "${y}z", "$9", "p-$1-s-$2", "$1x", "${"];

    private static readonly string[] s_separators = [";", "", "b", "--", "é"];

    private readonly Random _random;
    private readonly RandomPatterns _patterns;

    public RandomRules(int seed)
    {
        _random = new Random(seed);
        _patterns = new RandomPatterns(_random);
    }

    /// <summary>Names that rules and label sets use.</summary>
    public static IReadOnlyList<string> Names { get; } = ["a", "b", "ab", "abc", "__name__", "namespace", "ü"];

    /// <summary>Values that patterns often match.</summary>
    public static IReadOnlyList<string> Values { get; } = ["", "a", "b", "ab", "abc", "a;b", "ABC", "axb", "é", "aé", "üb", "bca", "x-y", "aab"];

    /// <summary>Rules in order, all of which load.</summary>
    public ImmutableArray<RelabelRule> Next()
    {
        var rules = ImmutableArray.CreateBuilder<RelabelRule>();
        int count = _random.Next(1, 7);
        while (rules.Count < count)
        {
            RelabelRule rule = NextRule();
            if (RelabelRuleValidation.Validate(rule) is null)
            {
                rules.Add(rule);
            }
        }

        return rules.ToImmutable();
    }

    private RelabelRule NextRule()
    {
        // Replace most often, dropping seldom: rules after a drop never run.
        var rule = new RelabelRule { Action = _random.Next(3) == 0 ? RelabelAction.Replace : (RelabelAction)_random.Next(11) };
        RelabelRule sources = rule with { SourceLabels = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Pick(Names))] };
        return rule.Action switch
        {
            RelabelAction.KeepEqual or RelabelAction.DropEqual or RelabelAction.Lowercase or RelabelAction.Uppercase =>
                sources with { TargetLabel = Pick(Names) },
            RelabelAction.HashMod => sources with { TargetLabel = Pick(Names), Modulus = (ulong)_random.NextInt64(1, 100) },
            RelabelAction.LabelMap => rule with { Pattern = NextPattern(), Replacement = Pick(s_templates) },
            RelabelAction.LabelDrop or RelabelAction.LabelKeep => rule with { Pattern = NextPattern() },
            RelabelAction.Replace => sources with
            {
                Pattern = NextPattern(),
                Separator = Pick(s_separators),
                TargetLabel = _random.Next(4) == 0 ? Pick(s_templates) : Pick(Names),
                Replacement = Pick(s_templates),
            },
            _ => sources with { Pattern = NextPattern(), Separator = Pick(s_separators) },
        };
    }

    private string NextPattern() => _random.Next(3) == 0 ? _patterns.Next() : Pick(s_patterns);

    private string Pick(IReadOnlyList<string> from) => from[_random.Next(from.Count)];
}

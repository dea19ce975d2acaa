using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

/// <summary>What building automata costs at most, counted in steps.</summary>
public class AutomatonCostTests
{
    // A budget is looked at once for each state, so the last state can pass it.
    private const long Tolerance = AutomatonLimits.MaxWork;

    public static TheoryData<string> HostilePatterns =>
    [
        "(.*){1000}",
        "((a*)*)*b",
        "(a?){500}a{500}",
        "(?:(?:(?:.?){10}){10}){10}",
        ".{1000}",
        ".{0,1000}",
        "(a|b)*a(a|b){20}",
        "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x",
        "(.*a){20}",
        @"\pL{100}",
        @"(?i)[\pL\pN]{1,200}",
        @"([^\x{FFFD}]{0,30}){30}",
        string.Join('|', Enumerable.Range(0, 10_000).Select(static i => $"metric_{i * 7919}_total")),
        new string('a', 100_000),
        new string('(', 500) + "a" + new string(')', 500),
        string.Concat(Enumerable.Repeat("(a|.)", 1000)),
        string.Concat(Enumerable.Repeat("(?:.*|", 300)) + string.Concat(Enumerable.Repeat("x)", 300)),
        string.Concat(Enumerable.Repeat(@"[\pL]", 16_000)),
    ];

    [Theory]
    [MemberData(nameof(HostilePatterns))]
    public void Construction_is_bounded(string text)
    {
        PatternTree tree = Pattern.Parse(text).Tree;
        var budget = new WorkBudget(AutomatonLimits.MaxWork);
        var taggedBudget = new WorkBudget(AutomatonLimits.MaxWork);

        ByteDfa? dfa = ByteDfa.TryBuild(tree, budget);
        TaggedDfa? tagged = TaggedDfa.TryBuild(tree, taggedBudget);

        budget.Spent.ShouldBeLessThan(AutomatonLimits.MaxWork + Tolerance);
        taggedBudget.Spent.ShouldBeLessThan(AutomatonLimits.MaxWork + Tolerance);
        ((dfa?.StateCount ?? 0) * (dfa?.ClassCount ?? 0)).ShouldBeLessThanOrEqualTo(AutomatonLimits.MaxMinimalEntries);
        ((tagged?.StateCount ?? 0) * (tagged?.Stride ?? 0)).ShouldBeLessThanOrEqualTo(AutomatonLimits.MaxTaggedEntries);
    }

    [Theory]
    [InlineData(@"(.+?)(\:\d+)?;(\d+)", 6, 9)]
    [InlineData("([^:]+)(?::\\d+)?;(\\d+)", 10, 9)]
    [InlineData("(.*)", 2, 3)]
    [InlineData("go_(gc|memstats|sched)_.*", 19, 19)]
    [InlineData(".", 13, 12)]
    public void Automata_are_small(string text, int states, int taggedStates)
    {
        Pattern pattern = Pattern.Parse(text);
        pattern.Dfa!.StateCount.ShouldBe(states);
        pattern.Tagged!.StateCount.ShouldBe(taggedStates);
    }

    [Fact]
    public void A_pattern_too_large_for_automata_still_matches()
    {
        Pattern pattern = Pattern.Parse("((a|b)*a(a|b){20})");
        byte[] value = [.. Enumerable.Repeat((byte)'a', 21)];
        var offsets = new int[2 * (pattern.GroupCount + 1)];

        pattern.Dfa.ShouldBeNull();
        pattern.Tagged.ShouldBeNull();
        pattern.IsMatch(value).ShouldBeTrue();
        pattern.Match(value, offsets).ShouldBeTrue();
        pattern.Match("a"u8, offsets).ShouldBeFalse();
    }
}

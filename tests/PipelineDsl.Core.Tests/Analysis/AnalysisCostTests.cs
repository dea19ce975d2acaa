using System.Collections.Immutable;
using System.Diagnostics;
using PipelineDsl.Analysis;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Core.Tests.Analysis;

public sealed class AnalysisCostTests
{
    [Theory]
    [InlineData("[ab]*a[ab]{15}")]
    [InlineData("(a|b|c){1,900}")]
    [InlineData("\\PL{0,30}x")]
    [InlineData("(?i)[a-z]*k.{3}")]
    public void Long_lists_of_large_patterns_take_bounded_work(string pattern)
    {
        ImmutableArray<RelabelRule> rules =
        [
            .. Enumerable.Range(0, 300).Select(number => new RelabelRule
            {
                Action = number % 3 == 0 ? RelabelAction.LabelMap : RelabelAction.Drop,
                SourceLabels = [number % 2 == 0 ? "a" : "b", "c"],
                Pattern = $"{pattern}(.{number})",
                Replacement = "x$1",
            }),
        ];
        long start = Stopwatch.GetTimestamp();
        RuleAnalysis.Analyze(rules, RuleContext.Unknown);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void What_is_too_large_is_not_guessed()
    {
        RelabelRule rule = new() { Action = RelabelAction.Drop, SourceLabels = ["a"], Pattern = "[ab]*a[ab]{15}" };
        RuleAnalysis.Analyze([rule, rule], RuleContext.Unknown).ShouldBeEmpty();
    }
}

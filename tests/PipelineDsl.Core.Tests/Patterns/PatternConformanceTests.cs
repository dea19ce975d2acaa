using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

/// <summary>Answers computed by Prometheus' own code.</summary>
public class PatternConformanceTests
{
    private static readonly string s_path = Path.Combine(AppContext.BaseDirectory, "conformance", "regex.jsonl");

    [Fact]
    public void All_cases_are_there() => RegexCase.Read(s_path).Count().ShouldBe(825);

    [Theory]
    [InlineData(PatternExecutor.Chosen)]
    [InlineData(PatternExecutor.Machine)]
    [InlineData(PatternExecutor.Dfa)]
    [InlineData(PatternExecutor.Tagged)]
    public void Patterns_mean_what_they_mean_in_Prometheus(PatternExecutor executor) =>
        RegexCase.Read(s_path).SelectMany(@case => @case.Disagreements(executor)).ShouldBeEmpty();

    [Theory]
    [InlineData(PatternExecutor.Dfa, 0)]
    [InlineData(PatternExecutor.Tagged, 0)]
    public void Few_patterns_are_too_large_for_an_automaton(PatternExecutor executor, int count)
    {
        List<string> refused = [];
        foreach (RegexCase @case in RegexCase.Read(s_path))
        {
            if (Pattern.TryParse(@case.PatternText, out Pattern? pattern, out _) && !executor.Takes(pattern))
            {
                refused.Add(pattern.Text);
            }
        }

        refused.Count.ShouldBe(count, string.Join('\n', refused.Select(static text => text[..Math.Min(text.Length, 80)])));
    }

    [Fact]
    public void Most_patterns_need_no_machine_to_match()
    {
        List<Pattern> patterns = [];
        foreach (RegexCase @case in RegexCase.Read(s_path))
        {
            if (Pattern.TryParse(@case.PatternText, out Pattern? pattern, out _))
            {
                patterns.Add(pattern);
            }
        }

        patterns.Count(static pattern => pattern.Shape.Kind != PatternShapeKind.General).ShouldBeGreaterThan(patterns.Count / 3);
    }
}

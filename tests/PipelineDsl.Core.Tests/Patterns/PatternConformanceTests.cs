using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

/// <summary>Answers computed by Prometheus' own code.</summary>
public class PatternConformanceTests
{
    private static readonly string s_path = Path.Combine(AppContext.BaseDirectory, "conformance", "regex.jsonl");

    [Fact]
    public void All_cases_are_there() => RegexCase.Read(s_path).Count().ShouldBe(825);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Patterns_mean_what_they_mean_in_Prometheus(bool withoutShapes) =>
        RegexCase.Read(s_path).SelectMany(@case => @case.Disagreements(withoutShapes)).ShouldBeEmpty();

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

using System.Text.RegularExpressions;
using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

/// <summary>The pages of the analysis say what it does: what they call wrong is reported, what they call right is not.</summary>
public sealed class AnalysisPageTests
{
    public static TheoryData<string> Ids => [.. Enumerable.Range(100, 10).Select(number => $"PDSL0{number}")];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Wrong_is_reported_and_right_is_not(string id)
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", id + ".md"));
        (await Task.WhenAll(Programs(page, "Wrong").Select(ReportAsync))).ShouldAllBe(report => report.Contains(id, StringComparison.Ordinal));
        (await Task.WhenAll(Programs(page, "Right").Select(ReportAsync))).ShouldAllBe(report => report.Length == 0);
    }

    /// <summary>The samples have nothing that the analysis would mention.</summary>
    [Fact]
    public async Task Samples_are_quiet()
    {
        string[] samples = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.cs", SearchOption.AllDirectories);
        samples.Length.ShouldBeGreaterThan(5);
        (await Task.WhenAll(samples.Select(File.ReadAllText).Select(ReportAsync))).ShouldAllBe(report => report.Length == 0);
    }

    private static Task<string> ReportAsync(string program) => Analysis.DescribeAsync(Compilations.Create(program));

    private static IEnumerable<string> Programs(string page, string heading)
    {
        string code = Regex.Match(page, $"## {heading}\n\n```csharp\n(.*?)\n```", RegexOptions.Singleline).Groups[1].Value;
        foreach (string part in code.Split("\n\n"))
        {
            string chain = part.TrimEnd(';');
            string stages = chain.StartsWith("Discover", StringComparison.Ordinal) ? $"{chain}.Scrape()"
                : chain.Contains("Metric.", StringComparison.Ordinal) ? $"Discover.Pods().Scrape().Relabel(rules => {chain})"
                : $"Discover.Pods().Relabel(rules => {chain}).Scrape()";
            yield return $"class P {{ Pipeline Of(Destinations to) => {stages}.ForwardTo(to[\"a\"]); }}";
        }
    }
}

extern alias generators;

using generators::PipelineDsl.Generators;
using Microsoft.CodeAnalysis;

namespace PipelineDsl.Generators.Tests;

public sealed class HelpPageTests
{
    public static TheoryData<string> Ids => [.. new PipelineAnalyzer().SupportedDiagnostics.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_id_has_a_page_that_says_what_why_wrong_and_right(string id)
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", id + ".md"));
        DiagnosticDescriptor descriptor = new PipelineAnalyzer().SupportedDiagnostics.Single(d => d.Id == id);
        page.ShouldStartWith($"# {id}: {descriptor.Title}");
        foreach (string heading in (string[])["## Why", "## Wrong", "## Right"])
        {
            page.ShouldContain(heading);
        }

        descriptor.HelpLinkUri.ShouldEndWith($"/docs/diagnostics/{id}.md");
    }
}

extern alias generators;

using System.Collections.Immutable;
using generators::PipelineDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PipelineDsl.CodeFixes;
using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

public sealed class PatternCodeFixTests
{
    [Theory]
    [InlineData("\"^a.*\"", "\"a.*\"")]
    [InlineData("\"a.*$\"", "\"a.*\"")]
    [InlineData("@\"^\\w+\"", "@\"\\w+\"")]
    [InlineData("\"example.com\"", "\"example\\\\.com\"")]
    [InlineData("@\"1.2.3\"", "@\"1\\.2\\.3\"")]
    [InlineData("\"\"\"www.example.com:80\"\"\"", "\"\"\"www\\.example\\.com:80\"\"\"")]
    public async Task A_pattern_is_mended(string pattern, string mended) =>
        (await FixAsync(Source(pattern))).ShouldBe([Source(mended)]);

    [Fact]
    public async Task Both_anchors_have_their_own_mend() =>
        (await FixAsync(Source("\"^a.*$\""))).ShouldBe([Source("\"a.*$\""), Source("\"^a.*\"")]);

    [Theory]
    [InlineData("\"^\" + \"a\"")]
    [InlineData("Pattern")]
    public async Task What_is_written_elsewhere_is_left_alone(string pattern) =>
        (await FixAsync(Source(pattern))).ShouldBeEmpty();

    private static string Source(string pattern) =>
        $"class Rules {{ const string Pattern = \"^b\"; void Add(MetricRules rules) => rules.Keep(Metric.Job, {pattern}); }}";

    /// <summary>The source after each of the mends that are offered.</summary>
    private static async Task<IReadOnlyList<string>> FixAsync(string source)
    {
        CSharpCompilation compilation = Compilations.Create(source);
        using var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject("Program", LanguageNames.CSharp)
            .WithParseOptions(compilation.SyntaxTrees[0].Options).WithMetadataReferences(compilation.References)
            .WithCompilationOptions(compilation.Options);
        project = project.AddDocument("Usings.cs", await compilation.SyntaxTrees[0].GetTextAsync()).Project;
        Document document = project.AddDocument("Rules.cs", source);
        Compilation updated = (await document.Project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> diagnostics = await updated.WithAnalyzers([new PipelineAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        diagnostics.ShouldNotBeEmpty();

        var mends = new List<CodeAction>();
        var provider = new PatternCodeFix();
        foreach (Diagnostic diagnostic in diagnostics.Where(d => provider.FixableDiagnosticIds.Contains(d.Id)).OrderBy(d => d.Location.SourceSpan))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => mends.Add(action), CancellationToken.None));
        }

        var sources = new List<string>();
        foreach (CodeAction mend in mends)
        {
            ApplyChangesOperation operation = (await mend.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
            sources.Add((await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString());
        }

        return sources;
    }
}

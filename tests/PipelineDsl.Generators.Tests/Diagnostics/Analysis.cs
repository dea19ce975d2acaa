extern alias generators;

using System.Collections.Immutable;
using generators::PipelineDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

/// <summary>Compiles with generator and analyzer, and writes down what they and the compiler say.</summary>
internal static class Analysis
{
    /// <summary>A line for each diagnostic, in the order of the source.</summary>
    public static async Task<string> DescribeAsync(CSharpCompilation compilation, params (string Name, string Value)[] properties)
    {
        Compilations.Driver((CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        return await DescribeAloneAsync(updated, properties);
    }

    /// <summary>The same without the generator: the analyzer finds nothing that was read before.</summary>
    public static async Task<string> DescribeAloneAsync(Compilation compilation, params (string Name, string Value)[] properties)
    {
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([new PipelineAnalyzer()], new AnalyzerOptions([], new Properties(properties)));
        ImmutableArray<Diagnostic> diagnostics = await analysis.GetAllDiagnosticsAsync();
        return string.Concat(diagnostics
            .Where(d => !d.IsSuppressed && d.Severity > DiagnosticSeverity.Hidden)
            .OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan)
            .ThenBy(d => d.Id, StringComparer.Ordinal).Select(Describe));
    }

    private static string Describe(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        SourceText source = diagnostic.Location.SourceTree!.GetText();
        string at = source.ToString(diagnostic.Location.SourceSpan).ReplaceLineEndings("\\n");
        return $"{span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1}: {diagnostic.Severity.ToString().ToLowerInvariant()} "
            + $"{diagnostic.Id} at `{at}`\n    {diagnostic.GetMessage()}\n";
    }

    private sealed class Properties((string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Options((string Name, string Value)[] properties) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = properties.FirstOrDefault(p => $"build_property.{p.Name}" == key).Value;
            return value is not null;
        }
    }
}

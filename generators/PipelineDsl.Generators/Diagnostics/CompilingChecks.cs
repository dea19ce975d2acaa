using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PipelineDsl.Generators.Analysis;
using PipelineDsl.Generators.Model;
using PipelineDsl.Generators.Parsing;

namespace PipelineDsl.Generators.Diagnostics;

/// <summary>Tells which rules are not compiled.</summary>
internal static class CompilingChecks
{
    public static IEnumerable<Diagnostic> Check(RelabelCall call, SyntaxNode syntax, AnalyzerOptions options)
    {
        var settings = CompilingSettings.Of(options);
        Obstacle? obstacle = call.Obstacle;
        if (!InterceptorSupport.IsOn(syntax.SyntaxTree.Options))
        {
            SyntaxNode name = RuleCallParser.NameOf(syntax);
            if (settings.IsOff != true)
            {
                string reason = settings.IsOff is null
                    ? "the project does not import PipelineDsl.targets, which the package PipelineDsl brings along"
                    : "the project does not list PipelineDsl.Generated in InterceptorsNamespaces";
                return [Diagnostic.Create(DiagnosticDescriptors.CannotCompile, name.GetLocation(), reason)];
            }

            // Whoever switched the compiling off knows.
            obstacle = settings.IsRequired ? new(SourceSpan.Of(name), "the project sets PipelineDslInterceptors to false") : null;
        }

        return obstacle is null
            ? []
            : [Diagnostic.Create(
                DiagnosticDescriptors.Interpreted,
                obstacle.Place.In(syntax.SyntaxTree),
                settings.IsRequired ? DiagnosticSeverity.Error : DiagnosticDescriptors.Interpreted.DefaultSeverity,
                additionalLocations: null,
                properties: null,
                obstacle.Reason)];
    }
}

using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PipelineDsl.Generators.Parsing;

namespace PipelineDsl.Generators.Diagnostics;

/// <summary>Checks the methods of a compilation that are marked as pipelines.</summary>
internal sealed class RegistrationChecks
{
    private readonly ConcurrentBag<IMethodSymbol> _pipelines = [];

    public static void Register(CompilationStartAnalysisContext context)
    {
        var checks = new RegistrationChecks();
        context.RegisterSymbolAction(checks.CheckMethod, SymbolKind.Method);
        context.RegisterSyntaxNodeAction(CheckLocalFunction, SyntaxKind.LocalFunctionStatement);
        context.RegisterCompilationEndAction(checks.CheckNames);
    }

    /// <summary>What is wrong with a marked method; null when nothing is, or the method is not marked.</summary>
    private static Diagnostic? Check(IMethodSymbol method) =>
        PipelineMethod.AttributeOf(method) is not null && PipelineMethod.Fault(method) is { } fault
            ? Diagnostic.Create(DiagnosticDescriptors.InvalidPipelineMethod, method.Locations[0], method.Name, fault)
            : null;

    private static void CheckLocalFunction(SyntaxNodeAnalysisContext context)
    {
        if (((LocalFunctionStatementSyntax)context.Node).AttributeLists.Count > 0
            && context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken) is IMethodSymbol method
            && Check(method) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private void CheckMethod(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (Check(method) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
        else if (PipelineMethod.AttributeOf(method) is not null)
        {
            _pipelines.Add(method);
        }
    }

    private void CheckNames(CompilationAnalysisContext context)
    {
        // The first in the order of the source keeps the name, whatever the order the analyzer came by.
        foreach (IGrouping<string, IMethodSymbol> sameName in _pipelines.GroupBy(PipelineMethod.NameOf))
        {
            IMethodSymbol[] methods = [.. sameName.OrderBy(static m => m.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static m => m.Locations[0].SourceSpan.Start)];
            foreach (IMethodSymbol method in methods.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.DuplicateName, LocationOf(method, context.CancellationToken), sameName.Key, methods[0].ToDisplayString(s_nameFormat)));
            }
        }
    }

    private static readonly SymbolDisplayFormat s_nameFormat = new(
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType, typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly);

    // The name where it is written, else the method whose name it is made of.
    private static Location LocationOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        AttributeData attribute = PipelineMethod.AttributeOf(method)!;
        return attribute.ConstructorArguments.Length > 0 && attribute.ApplicationSyntaxReference is { } reference
            && reference.GetSyntax(cancellationToken) is AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }
            ? arguments[0].GetLocation()
            : method.Locations[0];
    }
}

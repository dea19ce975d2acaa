using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PipelineDsl.Generators.Analysis;
using PipelineDsl.Generators.Caching;
using PipelineDsl.Generators.Model;
using PipelineDsl.Generators.Parsing;

namespace PipelineDsl.Generators.Diagnostics;

/// <summary>Checks the calls that pipelines and rules are made of.</summary>
/// <remarks>The compiler is asked what a call means only if its name is one of the DSL's, and not about calls that the generator has read.</remarks>
internal sealed class CallChecks
{
    private readonly HashSet<string> _ruleMethods;
    private readonly Surroundings _surroundings;

    private CallChecks(HashSet<string> ruleMethods, Surroundings surroundings) => (_ruleMethods, _surroundings) = (ruleMethods, surroundings);

    public static void Register(CompilationStartAnalysisContext context)
    {
        HashSet<string> ruleMethods = [.. context.Compilation.GetTypesByMetadataName(DslSymbols.RuleBuilder)
            .SelectMany(static type => type.GetMembers()).OfType<IMethodSymbol>().Where(DslSymbols.IsRuleMethod).Select(static method => method.Name)];
        if (ruleMethods.Count == 0)
        {
            return;
        }

        var checks = new CallChecks(ruleMethods, Surroundings.Of(context.Compilation, context.CancellationToken));
        context.RegisterSyntaxNodeAction(checks.CheckCall, SyntaxKind.InvocationExpression);
        context.RegisterSyntaxNodeAction(checks.CheckStatement, SyntaxKind.ExpressionStatement);
    }

    private void CheckCall(SyntaxNodeAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in Check(context))
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private IEnumerable<Diagnostic> Check(SyntaxNodeAnalysisContext context)
    {
        string name = RuleCallParser.NameOf(context.Node) is SimpleNameSyntax simple ? simple.Identifier.ValueText : "";
        if (name is not ("Relabel" or "Scrape") && !(_ruleMethods.Contains(name) && !IsCompiledRule(context.Node)))
        {
            return [];
        }

        if (CallSiteFinder.FindAgain(context.Node, _surroundings) is { } compiled)
        {
            return [.. compiled.Rules.SelectMany(rule => Check(rule, compiled.Stage == RelabelStage.Metrics, context)), .. Check(compiled, context)];
        }

        if (context.SemanticModel.GetOperation(context.Node, context.CancellationToken) is not IInvocationOperation call)
        {
            return [];
        }

        return DslSymbols.IsRuleMethod(call.TargetMethod) ? Check(RuleCallParser.Parse(call), DslSymbols.IsMetricRuleMethod(call.TargetMethod), context)
            : DslSymbols.IsScrape(call.TargetMethod) ? ScrapeChecks.Check(call)
            : RelabelCallParser.Parse(call) is { } relabel ? Check(relabel, context)
            : [];
    }

    private static IEnumerable<Diagnostic> Check(RelabelCall call, SyntaxNodeAnalysisContext context) =>
        [.. CompilingChecks.Check(call, context.Node, context.Options), .. ChainChecks.Check(call, context.Node.SyntaxTree)];

    private static IEnumerable<Diagnostic> Check(RuleCall rule, bool afterScrape, SyntaxNodeAnalysisContext context) =>
        [.. RuleChecks.Check(rule, afterScrape, context.Node.SyntaxTree), .. ChainChecks.CheckAlone(rule, context.Node.SyntaxTree)];

    private void CheckStatement(SyntaxNodeAnalysisContext context)
    {
        if (((ExpressionStatementSyntax)context.Node).Expression is InvocationExpressionSyntax syntax && !IsCompiledRule(syntax)
            && context.SemanticModel.GetOperation(syntax, context.CancellationToken) is IInvocationOperation call && DslSymbols.IsStage(call.Type))
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.Discarded, RuleCallParser.NameOf(syntax).GetLocation(), call.TargetMethod.Name));
        }
    }

    // The lambda of a compiled call holds nothing but rules and constants.
    private bool IsCompiledRule(SyntaxNode node) =>
        node.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax around } }
            && CallSiteFinder.FindAgain(around, _surroundings) is not null;
}

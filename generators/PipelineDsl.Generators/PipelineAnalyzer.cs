using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PipelineDsl.Generators.Analysis;
using PipelineDsl.Generators.Diagnostics;
using PipelineDsl.Generators.Parsing;

namespace PipelineDsl.Generators;

/// <summary>Tells what is wrong with rules and pipelines, and which rules are not compiled.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PipelineAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.Interpreted,
        DiagnosticDescriptors.InvalidPattern,
        DiagnosticDescriptors.MissingGroup,
        DiagnosticDescriptors.InvalidLabelName,
        DiagnosticDescriptors.LabelGone,
        DiagnosticDescriptors.InvalidRule,
        DiagnosticDescriptors.TimeoutTooLong,
        DiagnosticDescriptors.InvalidScrapeOption,
        DiagnosticDescriptors.DuplicateName,
        DiagnosticDescriptors.InvalidPipelineMethod,
        DiagnosticDescriptors.Discarded,
        DiagnosticDescriptors.CannotCompile,
        AnalysisDescriptors.NeverMatches,
        AnalysisDescriptors.DecidesNothing,
        AnalysisDescriptors.NothingPasses,
        AnalysisDescriptors.RedundantAnchor,
        AnalysisDescriptors.UnescapedDot,
        AnalysisDescriptors.DeadWrite,
        AnalysisDescriptors.TemporaryLabelStays,
        AnalysisDescriptors.UnknownMetaLabel,
        AnalysisDescriptors.NamesCollide,
        AnalysisDescriptors.CaseInsensitiveList,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(CheckCall, OperationKind.Invocation);
        context.RegisterOperationAction(CheckStatement, OperationKind.ExpressionStatement);
        context.RegisterSyntaxNodeAction(CheckLocalFunction, SyntaxKind.LocalFunctionStatement);
        context.RegisterCompilationStartAction(RegistrationChecks.Register);
    }

    private static void CheckCall(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        IEnumerable<Diagnostic> diagnostics = [];
        if (DslSymbols.IsRuleMethod(call.TargetMethod))
        {
            var rule = RuleCallParser.Parse(call);
            diagnostics = [.. RuleChecks.Check(rule, DslSymbols.IsMetricRuleMethod(call.TargetMethod)), .. ChainChecks.CheckAlone(rule)];
        }
        else if (DslSymbols.IsScrape(call.TargetMethod))
        {
            diagnostics = ScrapeChecks.Check(call);
        }
        else if (RelabelCallParser.Parse(call) is { } relabel)
        {
            CheckCompiled(context, call, relabel);
            diagnostics = ChainChecks.Check(call, relabel);
        }

        foreach (Diagnostic diagnostic in diagnostics)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static void CheckCompiled(OperationAnalysisContext context, IInvocationOperation call, RelabelCall relabel)
    {
        var settings = CompilingSettings.Of(context.Options);
        Obstacle? obstacle = relabel.Obstacle;
        if (!InterceptorSupport.IsOn(call.Syntax.SyntaxTree.Options))
        {
            Location place = RuleCallParser.NameOf(call.Syntax).GetLocation();
            if (settings.IsOff != true)
            {
                string reason = settings.IsOff is null
                    ? "the project does not import PipelineDsl.targets, which the package PipelineDsl brings along"
                    : "the project does not list PipelineDsl.Generated in InterceptorsNamespaces";
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.CannotCompile, place, reason));
                return;
            }

            // Whoever switched the compiling off knows.
            obstacle = settings.IsRequired ? new(place, "the project sets PipelineDslInterceptors to false") : null;
        }

        if (obstacle is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.Interpreted,
                obstacle.Location,
                settings.IsRequired ? DiagnosticSeverity.Error : DiagnosticDescriptors.Interpreted.DefaultSeverity,
                additionalLocations: null,
                properties: null,
                obstacle.Reason));
        }
    }

    private static void CheckStatement(OperationAnalysisContext context)
    {
        // An expression for a body is a statement too, but says that somebody else looks at the outcome.
        if (context.Operation is IExpressionStatementOperation { Operation: IInvocationOperation call, Syntax: ExpressionStatementSyntax }
            && DslSymbols.IsStage(call.Type))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.Discarded, RuleCallParser.NameOf(call.Syntax).GetLocation(), call.TargetMethod.Name));
        }
    }

    private static void CheckLocalFunction(SyntaxNodeAnalysisContext context)
    {
        if (((LocalFunctionStatementSyntax)context.Node).AttributeLists.Count > 0
            && context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken) is IMethodSymbol method
            && RegistrationChecks.Check(method) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PipelineDsl.Generators.Diagnostics;

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
        context.RegisterCompilationStartAction(CallChecks.Register);
        context.RegisterCompilationStartAction(RegistrationChecks.Register);
    }
}

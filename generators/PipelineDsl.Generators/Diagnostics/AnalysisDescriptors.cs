using Microsoft.CodeAnalysis;
using PipelineDsl.Analysis;

namespace PipelineDsl.Generators.Diagnostics;

/// <summary>What the analysis of rules can say. Each id has a page in <c>docs/diagnostics</c>.</summary>
internal static class AnalysisDescriptors
{
    private const string Category = "PipelineDsl.Analysis";
    private const string Help = "https://github.com/pipelinedsl/pipelinedsl/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor NeverMatches = new(
        "PDSL0100", "Rule that never matches", "{0}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0100.md");

    public static readonly DiagnosticDescriptor DecidesNothing = new(
        "PDSL0101", "Rule that decides nothing", "{0}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0101.md");

    public static readonly DiagnosticDescriptor NothingPasses = new(
        "PDSL0102", "Rule that drops everything", "{0}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0102.md");

    public static readonly DiagnosticDescriptor RedundantAnchor = new(
        "PDSL0103", "Anchor that is not needed", "{0}",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0103.md");

    public static readonly DiagnosticDescriptor UnescapedDot = new(
        "PDSL0104", "Dot that is not escaped", "{0}",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0104.md");

    public static readonly DiagnosticDescriptor DeadWrite = new(
        "PDSL0105", "Label that is written in vain", "{0}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0105.md");

    public static readonly DiagnosticDescriptor TemporaryLabelStays = new(
        "PDSL0106", "Temporary label that is sent", "{0}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0106.md");

    public static readonly DiagnosticDescriptor UnknownMetaLabel = new(
        "PDSL0107", "Label that no target has", "{0}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0107.md");

    public static readonly DiagnosticDescriptor NamesCollide = new(
        "PDSL0108", "Labels that become one", "{0}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0108.md");

    public static readonly DiagnosticDescriptor CaseInsensitiveList = new(
        "PDSL0109", "Texts in any case", "{0}",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0109.md");

    public static DiagnosticDescriptor Of(RuleFindingKind kind) => kind switch
    {
        RuleFindingKind.NeverMatches => NeverMatches,
        RuleFindingKind.DecidesNothing => DecidesNothing,
        RuleFindingKind.NothingPasses => NothingPasses,
        RuleFindingKind.RedundantAnchor => RedundantAnchor,
        RuleFindingKind.UnescapedDot => UnescapedDot,
        RuleFindingKind.DeadWrite => DeadWrite,
        RuleFindingKind.TemporaryLabelStays => TemporaryLabelStays,
        RuleFindingKind.UnknownMetaLabel => UnknownMetaLabel,
        RuleFindingKind.NamesCollide => NamesCollide,
        RuleFindingKind.CaseInsensitiveList => CaseInsensitiveList,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

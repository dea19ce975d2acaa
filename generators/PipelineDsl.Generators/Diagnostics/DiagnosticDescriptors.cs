using Microsoft.CodeAnalysis;

namespace PipelineDsl.Generators.Diagnostics;

/// <summary>Everything the analyzer can say. Each id has a page in <c>docs/diagnostics</c>.</summary>
internal static class DiagnosticDescriptors
{
    private const string Rules = "PipelineDsl.Rules";
    private const string Pipelines = "PipelineDsl.Pipelines";
    private const string Help = "https://github.com/pipelinedsl/pipelinedsl/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor Interpreted = new(
        "PDSL0001", "Rules run on the interpreter", "These rules run on the interpreter: {0}",
        Rules, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0001.md");

    public static readonly DiagnosticDescriptor InvalidPattern = new(
        "PDSL0002", "Invalid pattern", "The pattern is not valid: {0}",
        Rules, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0002.md");

    public static readonly DiagnosticDescriptor MissingGroup = new(
        "PDSL0003", "Reference to a group that does not exist", "'{0}' gives nothing: {1}",
        Rules, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0003.md");

    public static readonly DiagnosticDescriptor InvalidLabelName = new(
        "PDSL0004", "Invalid label name", "'{0}' is not a label name",
        Rules, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0004.md");

    public static readonly DiagnosticDescriptor LabelGone = new(
        "PDSL0005", "Label of the discovery after the scrape", "'{0}' is gone after the scrape: copy it to another label before",
        Rules, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0005.md");

    public static readonly DiagnosticDescriptor InvalidRule = new(
        "PDSL0006", "Rule that cannot be loaded", "{0}",
        Rules, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0006.md");

    public static readonly DiagnosticDescriptor TimeoutTooLong = new(
        "PDSL0007", "Scrape timeout longer than the interval", "The scrape timeout, {0}, is longer than the interval, {1}",
        Pipelines, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0007.md");

    public static readonly DiagnosticDescriptor InvalidScrapeOption = new(
        "PDSL0008", "Scrape option out of range", "{0}",
        Pipelines, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0008.md");

    public static readonly DiagnosticDescriptor DuplicateName = new(
        "PDSL0009", "Duplicate pipeline name", "The pipeline name '{0}' is taken by '{1}'",
        Pipelines, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0009.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor InvalidPipelineMethod = new(
        "PDSL0010", "Method that cannot be a pipeline", "'{0}' {1}",
        Pipelines, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0010.md");

    public static readonly DiagnosticDescriptor Discarded = new(
        "PDSL0011", "Pipeline that nobody uses", "What '{0}' returns is not used: a pipeline runs when a [Pipeline] method returns it",
        Pipelines, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0011.md");

    public static readonly DiagnosticDescriptor CannotCompile = new(
        "PDSL0012", "Rules cannot be compiled in this project", "Rules cannot be compiled in this project: {0}",
        Rules, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "PDSL0012.md");
}

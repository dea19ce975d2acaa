using Microsoft.CodeAnalysis;
using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Parsing;

/// <summary>Tells the DSL's own members from others of the same name.</summary>
internal static class DslSymbols
{
    public const string PipelineAttribute = "PipelineDsl.PipelineAttribute";
    public const string RuleBuilder = "PipelineDsl.RuleBuilder`2";
    public const string HostingExtensions = "PipelineDsl.PipelineHostingExtensions";

    /// <summary>Which <c>Relabel</c> a method is; null when it is none.</summary>
    public static RelabelStage? RelabelStageOf(IMethodSymbol method) => (method.Name, method.Parameters.Length, method.ContainingType) switch
    {
        ("Relabel", 1, { Name: "Targets", Arity: 1 } type) when IsOfDsl(type) => RelabelStage.Targets,
        ("Relabel", 1, { Name: "Metrics", Arity: 0 } type) when IsOfDsl(type) => RelabelStage.Metrics,
        _ => null,
    };

    /// <summary>Whether a method adds a rule to a builder.</summary>
    public static bool IsRuleMethod(IMethodSymbol method) =>
        method.ContainingType is { Name: "RuleBuilder", Arity: 2 } type && IsOfDsl(type) && method.Name != "Build";

    /// <summary>Whether a method adds a rule that runs after the scrape.</summary>
    public static bool IsMetricRuleMethod(IMethodSymbol method) =>
        IsRuleMethod(method) && method.ContainingType.TypeArguments[0] is INamedTypeSymbol { Name: "MetricRules", Arity: 0 };

    public static bool IsScrape(IMethodSymbol method) =>
        method is { Name: "Scrape", Parameters.Length: 1, ContainingType: { Name: "Targets", Arity: 1 } type } && IsOfDsl(type);

    public static bool IsLabel(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Label", Arity: 0 or 1 } named && IsOfDsl(named);

    public static bool IsPipeline(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Pipeline", Arity: 0 } named && IsOfDsl(named);

    /// <summary>Whether a type is a pipeline, finished or not.</summary>
    public static bool IsStage(ITypeSymbol? type) => type is INamedTypeSymbol named && IsOfDsl(named)
        && ((named.Name, named.Arity) is ("Pipeline", 0) or ("Metrics", 0) or ("Targets", 1) or ("KubernetesTargets", 1));

    public static bool IsRule(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "RelabelRule", Arity: 0, ContainingNamespace.Name: "Relabeling" };

    public static bool IsDurations(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "DurationExtensions" } named && IsOfDsl(named);

    /// <summary>The attribute of the DSL's compiler services with a name.</summary>
    public static AttributeData? FindAttribute(ISymbol symbol, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { ContainingNamespace.Name: "CompilerServices" } type && type.Name == name
                && type.ContainingNamespace.ContainingNamespace is { Name: "PipelineDsl" })
            {
                return attribute;
            }
        }

        return null;
    }

    private static bool IsOfDsl(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "PipelineDsl", ContainingNamespace.IsGlobalNamespace: true };
}

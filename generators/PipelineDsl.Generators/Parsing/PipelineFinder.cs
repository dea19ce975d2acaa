using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PipelineDsl.Generators.Caching;
using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Parsing;

/// <summary>Finds the methods that are marked as pipelines.</summary>
internal static class PipelineFinder
{
    private static readonly Readings<PipelineSpec> s_readings = new();

    /// <summary>Whether a node may be such a method.</summary>
    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellationToken) => node is MethodDeclarationSyntax { AttributeLists.Count: > 0 };

    /// <summary>The pipeline if the method can be one.</summary>
    public static PipelineSpec? Find(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var surroundings = Surroundings.Of(context.SemanticModel.Compilation, cancellationToken);
        return surroundings.RenamePipeline || PipelineAttributes.MayMark((MethodDeclarationSyntax)context.Node)
            ? s_readings.Get(context, surroundings, Read, cancellationToken)
            : null;
    }

    // The parts of a partial method are two nodes; the one with the attribute counts.
    private static PipelineSpec? Read(GeneratorSyntaxContext context, CancellationToken cancellationToken) =>
        context.SemanticModel.GetDeclaredSymbol((MethodDeclarationSyntax)context.Node, cancellationToken) is { } method
            && PipelineMethod.AttributeOf(method)?.ApplicationSyntaxReference is { } mark
            && mark.SyntaxTree == context.Node.SyntaxTree && context.Node.Span.Contains(mark.Span)
            ? PipelineMethod.ToSpec(method)
            : null;
}

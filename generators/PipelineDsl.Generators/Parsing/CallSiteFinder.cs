using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PipelineDsl.Generators.Caching;
using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Parsing;

/// <summary>Finds the calls of <c>Relabel</c> that can be compiled.</summary>
internal static class CallSiteFinder
{
    private static readonly Readings<CompiledCall> s_readings = new();

    /// <summary>Whether a node looks like such a call.</summary>
    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellationToken) => node is InvocationExpressionSyntax
    {
        ArgumentList.Arguments: { Count: 1 } arguments,
        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Relabel" }
            or MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Relabel" },
    }
    && arguments[0].Expression is AnonymousFunctionExpressionSyntax;

    /// <summary>The call if it can be compiled.</summary>
    public static CallSite? Find(GeneratorSyntaxContext context, CancellationToken cancellationToken) =>
        s_readings.Get(context, Surroundings.Of(context.SemanticModel.Compilation, cancellationToken), Read, cancellationToken)?.Site;

    /// <summary>A call that <see cref="Find"/> found in the same surroundings before; null when it is not known to be compiled.</summary>
    public static RelabelCall? FindAgain(SyntaxNode node, Surroundings surroundings) =>
        s_readings.TryGet(node, surroundings, out CompiledCall? compiled) ? compiled?.Call : null;

    private static CompiledCall? Read(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var syntax = (InvocationExpressionSyntax)context.Node;
        if (context.SemanticModel.GetOperation(syntax, cancellationToken) is not IInvocationOperation operation
            || RelabelCallParser.Parse(operation) is not { } call
            || call.ToSpec() is not { } spec
            || context.SemanticModel.GetInterceptableLocation(syntax, cancellationToken) is not { } location)
        {
            return null;
        }

        return new CompiledCall(call, new CallSite(spec, call.Stage, $"{location.Version}, \"{location.Data}\""));
    }
}

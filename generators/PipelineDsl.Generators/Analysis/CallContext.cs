using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PipelineDsl.Analysis;
using PipelineDsl.Generators.Model;
using PipelineDsl.Generators.Parsing;

namespace PipelineDsl.Generators.Analysis;

/// <summary>Finds out what is known about the place of a <c>Relabel</c> call.</summary>
internal static class CallContext
{
    public static RuleContext Of(IInvocationOperation call, RelabelStage stage) => stage == RelabelStage.Targets
        ? new() { Role = RoleOf(call) }
        : new() { IsLastAfterScrape = IsForwarded(call) };

    /// <summary>The role of the targets, if the labels are still those of the discovery.</summary>
    private static TargetRole RoleOf(IInvocationOperation call)
    {
        IOperation? source = call.Instance;
        while (source is not null)
        {
            switch (source)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    source = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { Name: "Discover", Arity: 0 } type } } discover when IsOfDsl(type):
                    return discover.TargetMethod.Name switch
                    {
                        "Pods" => TargetRole.Pod,
                        "Services" => TargetRole.Service,
                        "Static" => TargetRole.Static,
                        _ => TargetRole.Unknown,
                    };
                case IInvocationOperation { Instance: { } receiver, TargetMethod: { ContainingType: { Name: "KubernetesTargets", Arity: 1 } type } } when IsOfDsl(type):
                    source = receiver;
                    break;
                default:
                    return TargetRole.Unknown;
            }
        }

        return TargetRole.Unknown;
    }

    private static bool IsForwarded(IInvocationOperation call) => call.Parent is IInvocationOperation
    {
        TargetMethod: { Name: "ForwardTo", ContainingType: { Name: "Metrics", Arity: 0 } type },
    } && IsOfDsl(type);

    private static bool IsOfDsl(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "PipelineDsl", ContainingNamespace.IsGlobalNamespace: true };
}

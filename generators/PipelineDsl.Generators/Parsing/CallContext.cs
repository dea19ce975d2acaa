using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PipelineDsl.Analysis;
using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Parsing;

/// <summary>Finds out what is known about the place of a <c>Relabel</c> call.</summary>
internal static class CallContext
{
    public static RuleContext Of(IInvocationOperation call, RelabelStage stage) => stage == RelabelStage.Targets
        ? OfTargets(call)
        : new() { IsLastAfterScrape = IsForwarded(call) };

    /// <summary>The role of the targets and what is attached to them, if the labels are still those of the discovery.</summary>
    private static RuleContext OfTargets(IInvocationOperation call)
    {
        IOperation? source = call.Instance;
        RuleContext context = RuleContext.Unknown;
        while (source is not null)
        {
            switch (source)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    source = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { Name: "Discover", Arity: 0 } type } } discover when IsOfDsl(type):
                    return context with { Role = RoleOf(discover.TargetMethod.Name) };
                case IInvocationOperation { Instance: { } receiver, TargetMethod: { ContainingType: { Name: "KubernetesTargets", Arity: 1 } type } } when IsOfDsl(type):
                    source = receiver;
                    break;
                case IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingType: { Name: "KubernetesTargetsExtensions" } type } } extension
                    when IsOfDsl(type) && extension.Arguments.Length > 0:
                    context = context with
                    {
                        HasNodeMetadata = context.HasNodeMetadata || extension.TargetMethod.Name == "AttachNodeMetadata",
                        HasNamespaceMetadata = context.HasNamespaceMetadata || extension.TargetMethod.Name == "AttachNamespaceMetadata",
                    };
                    source = extension.Arguments[0].Value;
                    break;
                default:
                    return RuleContext.Unknown;
            }
        }

        return RuleContext.Unknown;
    }

    private static TargetRole RoleOf(string method) => method switch
    {
        "Pods" => TargetRole.Pod,
        "Services" => TargetRole.Service,
        "Endpoints" => TargetRole.Endpoints,
        "EndpointSlices" => TargetRole.EndpointSlice,
        "Nodes" => TargetRole.Node,
        "Ingresses" => TargetRole.Ingress,
        "Static" => TargetRole.Static,
        _ => TargetRole.Unknown,
    };

    private static bool IsForwarded(IInvocationOperation call) => call.Parent is IInvocationOperation
    {
        TargetMethod: { Name: "ForwardTo", ContainingType: { Name: "Metrics", Arity: 0 } type },
    } && IsOfDsl(type);

    private static bool IsOfDsl(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "PipelineDsl", ContainingNamespace.IsGlobalNamespace: true };
}

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Why a resource gives no jobs.</summary>
/// <param name="Field">The field at fault, such as <c>spec.endpoints[0].interval</c>.</param>
/// <param name="Reason">What is wrong with it, and the mend where there is one.</param>
/// <param name="IsUnsupported">Whether the resource is valid, but asks for what this program does not have.</param>
internal sealed record Rejection(string Field, string Reason, bool IsUnsupported = false)
{
    public override string ToString() => $"{Field}: {Reason}";
}

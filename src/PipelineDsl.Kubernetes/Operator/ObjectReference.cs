namespace PipelineDsl.Kubernetes.Operator;

/// <summary>The name of a Secret or ConfigMap.</summary>
internal readonly record struct ObjectReference(bool IsSecret, string Namespace, string Name)
{
    public string Kind => IsSecret ? "Secret" : "ConfigMap";

    public override string ToString() => $"{(IsSecret ? "secret" : "config map")} {Namespace}/{Name}";
}

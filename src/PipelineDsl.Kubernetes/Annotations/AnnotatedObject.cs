namespace PipelineDsl.Kubernetes;

/// <summary>An object that annotations are read of, as logs, events and metrics call it.</summary>
/// <param name="Kind"><c>Pod</c> or <c>Service</c>.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID; empty where it is not known.</param>
/// <param name="Owner">What tells it apart from others of the same template: of a pod its controller, else its own name.</param>
internal sealed record AnnotatedObject(string Kind, string Namespace, string Name, string Uid, string Owner)
{
    public static AnnotatedObject Pod(LabelSet pod)
    {
        string name = pod["__meta_kubernetes_pod_name"] ?? "";
        string owner = pod["__meta_kubernetes_pod_controller_name"] is { } controller ? $"{pod["__meta_kubernetes_pod_controller_kind"]}/{controller}" : name;
        return new("Pod", pod["__meta_kubernetes_namespace"] ?? "", name, pod["__meta_kubernetes_pod_uid"] ?? "", owner);
    }

    public static AnnotatedObject Service(LabelSet service)
    {
        string name = service["__meta_kubernetes_service_name"] ?? "";
        return new("Service", service["__meta_kubernetes_namespace"] ?? "", name, "", name);
    }

    public override string ToString() => $"{Kind} {Namespace}/{Name}";
}

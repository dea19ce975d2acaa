using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>The role of pods and services that ask by annotation to be scraped, and the labels their targets have while they are discovered.</summary>
/// <remarks>Those of a pod have no labels of services and the other way round: an absent label is empty.</remarks>
public sealed class Annotated
{
    private Annotated()
    {
    }

    /// <summary>The namespace, which series have too: <c>namespace</c>.</summary>
    [LabelName("namespace")]
    public static Label<Annotated> Namespace { get; } = "namespace";

    /// <summary>The pod's name, which series have too: <c>pod</c>.</summary>
    [LabelName("pod")]
    public static Label<Annotated> Pod { get; } = "pod";

    /// <summary>The container's name, which series have too: <c>container</c>.</summary>
    [LabelName("container")]
    public static Label<Annotated> Container { get; } = "container";

    /// <summary>The service's name, which series have too: <c>service</c>.</summary>
    [LabelName("service")]
    public static Label<Annotated> Service { get; } = "service";

    /// <summary>The job, which series have too: <c>job</c>.</summary>
    [LabelName("job")]
    public static Label<Annotated> Job { get; } = "job";

    /// <summary>The instance, which series have too; absent without an annotation: <c>instance</c>.</summary>
    [LabelName("instance")]
    public static Label<Annotated> Instance { get; } = "instance";

    /// <summary>The node the pod runs on: <c>__meta_kubernetes_pod_node_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_node_name")]
    public static Label<Annotated> NodeName { get; } = "__meta_kubernetes_pod_node_name";

    /// <summary>The kind of the pod's controller: <c>__meta_kubernetes_pod_controller_kind</c>.</summary>
    [LabelName("__meta_kubernetes_pod_controller_kind")]
    public static Label<Annotated> ControllerKind { get; } = "__meta_kubernetes_pod_controller_kind";

    /// <summary>The name of the pod's controller: <c>__meta_kubernetes_pod_controller_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_controller_name")]
    public static Label<Annotated> ControllerName { get; } = "__meta_kubernetes_pod_controller_name";

    /// <summary>A Kubernetes label of the pod: <c>__meta_kubernetes_pod_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_pod_label_", Sanitize = true)]
    public static Label<Annotated> PodLabel(string name) => "__meta_kubernetes_pod_label_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the pod: <c>__meta_kubernetes_pod_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it.</param>
    [LabelNamePrefix("__meta_kubernetes_pod_annotation_", Sanitize = true)]
    public static Label<Annotated> PodAnnotation(string name) => "__meta_kubernetes_pod_annotation_" + LabelName.Sanitize(name);

    /// <summary>A Kubernetes label of the service: <c>__meta_kubernetes_service_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_service_label_", Sanitize = true)]
    public static Label<Annotated> ServiceLabel(string name) => "__meta_kubernetes_service_label_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the service: <c>__meta_kubernetes_service_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it.</param>
    [LabelNamePrefix("__meta_kubernetes_service_annotation_", Sanitize = true)]
    public static Label<Annotated> ServiceAnnotation(string name) => "__meta_kubernetes_service_annotation_" + LabelName.Sanitize(name);
}

using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>The role of Kubernetes pods, and the labels their targets have while they are discovered.</summary>
/// <remarks>The names behind the members are those of Prometheus' Kubernetes discovery.</remarks>
public sealed partial class Pod : INodeRole, INamespacedRole
{
    private Pod()
    {
    }

    /// <summary>The pod's namespace: <c>__meta_kubernetes_namespace</c>.</summary>
    [LabelName("__meta_kubernetes_namespace")]
    public static Label<Pod> Namespace { get; } = "__meta_kubernetes_namespace";

    /// <summary>The pod's name: <c>__meta_kubernetes_pod_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_name")]
    public static Label<Pod> Name { get; } = "__meta_kubernetes_pod_name";

    /// <summary>The pod's IP: <c>__meta_kubernetes_pod_ip</c>.</summary>
    [LabelName("__meta_kubernetes_pod_ip")]
    public static Label<Pod> Ip { get; } = "__meta_kubernetes_pod_ip";

    /// <summary>The pod's phase: <c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>: <c>__meta_kubernetes_pod_phase</c>.</summary>
    [LabelName("__meta_kubernetes_pod_phase")]
    public static Label<Pod> Phase { get; } = "__meta_kubernetes_pod_phase";

    /// <summary>Whether the pod is ready: <c>true</c>, <c>false</c> or <c>unknown</c>: <c>__meta_kubernetes_pod_ready</c>.</summary>
    [LabelName("__meta_kubernetes_pod_ready")]
    public static Label<Pod> Ready { get; } = "__meta_kubernetes_pod_ready";

    /// <summary>The node the pod runs on: <c>__meta_kubernetes_pod_node_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_node_name")]
    public static Label<Pod> NodeName { get; } = "__meta_kubernetes_pod_node_name";

    /// <summary>The IP of the pod's node: <c>__meta_kubernetes_pod_host_ip</c>.</summary>
    [LabelName("__meta_kubernetes_pod_host_ip")]
    public static Label<Pod> HostIp { get; } = "__meta_kubernetes_pod_host_ip";

    /// <summary>The pod's UID: <c>__meta_kubernetes_pod_uid</c>.</summary>
    [LabelName("__meta_kubernetes_pod_uid")]
    public static Label<Pod> Uid { get; } = "__meta_kubernetes_pod_uid";

    /// <summary>The kind of the pod's controller: <c>__meta_kubernetes_pod_controller_kind</c>.</summary>
    [LabelName("__meta_kubernetes_pod_controller_kind")]
    public static Label<Pod> ControllerKind { get; } = "__meta_kubernetes_pod_controller_kind";

    /// <summary>The name of the pod's controller: <c>__meta_kubernetes_pod_controller_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_controller_name")]
    public static Label<Pod> ControllerName { get; } = "__meta_kubernetes_pod_controller_name";

    /// <summary>The container's name: <c>__meta_kubernetes_pod_container_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_name")]
    public static Label<Pod> ContainerName { get; } = "__meta_kubernetes_pod_container_name";

    /// <summary>The container's ID, as <c>runtime://id</c>: <c>__meta_kubernetes_pod_container_id</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_id")]
    public static Label<Pod> ContainerId { get; } = "__meta_kubernetes_pod_container_id";

    /// <summary>The container's image: <c>__meta_kubernetes_pod_container_image</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_image")]
    public static Label<Pod> ContainerImage { get; } = "__meta_kubernetes_pod_container_image";

    /// <summary>Whether the container is an init container: <c>true</c> or <c>false</c>: <c>__meta_kubernetes_pod_container_init</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_init")]
    public static Label<Pod> ContainerInit { get; } = "__meta_kubernetes_pod_container_init";

    /// <summary>The container port's name: <c>__meta_kubernetes_pod_container_port_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_port_name")]
    public static Label<Pod> ContainerPortName { get; } = "__meta_kubernetes_pod_container_port_name";

    /// <summary>The container port's number: <c>__meta_kubernetes_pod_container_port_number</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_port_number")]
    public static Label<Pod> ContainerPortNumber { get; } = "__meta_kubernetes_pod_container_port_number";

    /// <summary>The container port's protocol: <c>TCP</c>, <c>UDP</c> or <c>SCTP</c>: <c>__meta_kubernetes_pod_container_port_protocol</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_port_protocol")]
    public static Label<Pod> ContainerPortProtocol { get; } = "__meta_kubernetes_pod_container_port_protocol";

    /// <summary>A Kubernetes label of the pod: <c>__meta_kubernetes_pod_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_pod_label_", Sanitize = true)]
    public static Label<Pod> Label(string name) => "__meta_kubernetes_pod_label_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when a Kubernetes label is there, even with an empty value of the pod: <c>__meta_kubernetes_pod_labelpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_pod_labelpresent_", Sanitize = true)]
    public static Label<Pod> LabelPresent(string name) => "__meta_kubernetes_pod_labelpresent_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the pod: <c>__meta_kubernetes_pod_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_pod_annotation_", Sanitize = true)]
    public static Label<Pod> Annotation(string name) => "__meta_kubernetes_pod_annotation_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when an annotation is there, even with an empty value of the pod: <c>__meta_kubernetes_pod_annotationpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_pod_annotationpresent_", Sanitize = true)]
    public static Label<Pod> AnnotationPresent(string name) => "__meta_kubernetes_pod_annotationpresent_" + LabelName.Sanitize(name);
}

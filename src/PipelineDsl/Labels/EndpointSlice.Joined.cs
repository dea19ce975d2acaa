using PipelineDsl.CompilerServices;

namespace PipelineDsl;

public sealed partial class EndpointSlice
{
    /// <summary>The name of the service: <c>__meta_kubernetes_service_name</c>.</summary>
    [LabelName("__meta_kubernetes_service_name")]
    public static Label<EndpointSlice> ServiceName { get; } = "__meta_kubernetes_service_name";

    /// <summary>A Kubernetes label of the service: <c>__meta_kubernetes_service_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_service_label_", Sanitize = true)]
    public static Label<EndpointSlice> ServiceLabel(string name) => "__meta_kubernetes_service_label_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the service has a Kubernetes label, even with an empty value: <c>__meta_kubernetes_service_labelpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_service_labelpresent_", Sanitize = true)]
    public static Label<EndpointSlice> ServiceLabelPresent(string name) => "__meta_kubernetes_service_labelpresent_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the service: <c>__meta_kubernetes_service_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_service_annotation_", Sanitize = true)]
    public static Label<EndpointSlice> ServiceAnnotation(string name) => "__meta_kubernetes_service_annotation_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the service has an annotation, even with an empty value: <c>__meta_kubernetes_service_annotationpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_service_annotationpresent_", Sanitize = true)]
    public static Label<EndpointSlice> ServiceAnnotationPresent(string name) => "__meta_kubernetes_service_annotationpresent_" + LabelName.Sanitize(name);

    /// <summary>The name of the pod behind the endpoint: <c>__meta_kubernetes_pod_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_name")]
    public static Label<EndpointSlice> PodName { get; } = "__meta_kubernetes_pod_name";

    /// <summary>The pod's IP: <c>__meta_kubernetes_pod_ip</c>.</summary>
    [LabelName("__meta_kubernetes_pod_ip")]
    public static Label<EndpointSlice> PodIp { get; } = "__meta_kubernetes_pod_ip";

    /// <summary>The pod's phase: <c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>: <c>__meta_kubernetes_pod_phase</c>.</summary>
    [LabelName("__meta_kubernetes_pod_phase")]
    public static Label<EndpointSlice> PodPhase { get; } = "__meta_kubernetes_pod_phase";

    /// <summary>Whether the pod is ready: <c>true</c>, <c>false</c> or <c>unknown</c>: <c>__meta_kubernetes_pod_ready</c>.</summary>
    [LabelName("__meta_kubernetes_pod_ready")]
    public static Label<EndpointSlice> PodReady { get; } = "__meta_kubernetes_pod_ready";

    /// <summary>The node the pod runs on: <c>__meta_kubernetes_pod_node_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_node_name")]
    public static Label<EndpointSlice> PodNodeName { get; } = "__meta_kubernetes_pod_node_name";

    /// <summary>The IP of the pod's node: <c>__meta_kubernetes_pod_host_ip</c>.</summary>
    [LabelName("__meta_kubernetes_pod_host_ip")]
    public static Label<EndpointSlice> PodHostIp { get; } = "__meta_kubernetes_pod_host_ip";

    /// <summary>The pod's UID: <c>__meta_kubernetes_pod_uid</c>.</summary>
    [LabelName("__meta_kubernetes_pod_uid")]
    public static Label<EndpointSlice> PodUid { get; } = "__meta_kubernetes_pod_uid";

    /// <summary>The kind of the pod's controller: <c>__meta_kubernetes_pod_controller_kind</c>.</summary>
    [LabelName("__meta_kubernetes_pod_controller_kind")]
    public static Label<EndpointSlice> PodControllerKind { get; } = "__meta_kubernetes_pod_controller_kind";

    /// <summary>The name of the pod's controller: <c>__meta_kubernetes_pod_controller_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_controller_name")]
    public static Label<EndpointSlice> PodControllerName { get; } = "__meta_kubernetes_pod_controller_name";

    /// <summary>The name of the container that has the port: <c>__meta_kubernetes_pod_container_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_name")]
    public static Label<EndpointSlice> ContainerName { get; } = "__meta_kubernetes_pod_container_name";

    /// <summary>The container's image: <c>__meta_kubernetes_pod_container_image</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_image")]
    public static Label<EndpointSlice> ContainerImage { get; } = "__meta_kubernetes_pod_container_image";

    /// <summary>Whether the container is an init container: <c>true</c> or <c>false</c>: <c>__meta_kubernetes_pod_container_init</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_init")]
    public static Label<EndpointSlice> ContainerInit { get; } = "__meta_kubernetes_pod_container_init";

    /// <summary>The container port's name: <c>__meta_kubernetes_pod_container_port_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_port_name")]
    public static Label<EndpointSlice> ContainerPortName { get; } = "__meta_kubernetes_pod_container_port_name";

    /// <summary>The container port's number: <c>__meta_kubernetes_pod_container_port_number</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_port_number")]
    public static Label<EndpointSlice> ContainerPortNumber { get; } = "__meta_kubernetes_pod_container_port_number";

    /// <summary>The container port's protocol: <c>TCP</c>, <c>UDP</c> or <c>SCTP</c>: <c>__meta_kubernetes_pod_container_port_protocol</c>.</summary>
    [LabelName("__meta_kubernetes_pod_container_port_protocol")]
    public static Label<EndpointSlice> ContainerPortProtocol { get; } = "__meta_kubernetes_pod_container_port_protocol";

    /// <summary>A Kubernetes label of the pod: <c>__meta_kubernetes_pod_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_pod_label_", Sanitize = true)]
    public static Label<EndpointSlice> PodLabel(string name) => "__meta_kubernetes_pod_label_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the pod has a Kubernetes label, even with an empty value: <c>__meta_kubernetes_pod_labelpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_pod_labelpresent_", Sanitize = true)]
    public static Label<EndpointSlice> PodLabelPresent(string name) => "__meta_kubernetes_pod_labelpresent_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the pod: <c>__meta_kubernetes_pod_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_pod_annotation_", Sanitize = true)]
    public static Label<EndpointSlice> PodAnnotation(string name) => "__meta_kubernetes_pod_annotation_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the pod has an annotation, even with an empty value: <c>__meta_kubernetes_pod_annotationpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_pod_annotationpresent_", Sanitize = true)]
    public static Label<EndpointSlice> PodAnnotationPresent(string name) => "__meta_kubernetes_pod_annotationpresent_" + LabelName.Sanitize(name);
}

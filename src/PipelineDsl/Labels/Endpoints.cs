using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>The role of Kubernetes Endpoints, and the labels their targets have while they are discovered.</summary>
/// <remarks>The names behind the members are those of Prometheus' Kubernetes discovery. Targets of ports that the endpoints do not list have none of
/// those of the single endpoint.</remarks>
public sealed partial class Endpoints : IEndpointsRole, INodeRole, INamespacedRole
{
    private Endpoints()
    {
    }

    /// <summary>The endpoints' namespace: <c>__meta_kubernetes_namespace</c>.</summary>
    [LabelName("__meta_kubernetes_namespace")]
    public static Label<Endpoints> Namespace { get; } = "__meta_kubernetes_namespace";

    /// <summary>The name of the endpoints, which is that of their service: <c>__meta_kubernetes_endpoints_name</c>.</summary>
    [LabelName("__meta_kubernetes_endpoints_name")]
    public static Label<Endpoints> Name { get; } = "__meta_kubernetes_endpoints_name";

    /// <summary>Whether the address is ready: <c>true</c> or <c>false</c>: <c>__meta_kubernetes_endpoint_ready</c>.</summary>
    [LabelName("__meta_kubernetes_endpoint_ready")]
    public static Label<Endpoints> Ready { get; } = "__meta_kubernetes_endpoint_ready";

    /// <summary>The address' hostname: <c>__meta_kubernetes_endpoint_hostname</c>.</summary>
    [LabelName("__meta_kubernetes_endpoint_hostname")]
    public static Label<Endpoints> Hostname { get; } = "__meta_kubernetes_endpoint_hostname";

    /// <summary>The node that the address names: <c>__meta_kubernetes_endpoint_node_name</c>.</summary>
    [LabelName("__meta_kubernetes_endpoint_node_name")]
    public static Label<Endpoints> NodeName { get; } = "__meta_kubernetes_endpoint_node_name";

    /// <summary>The port's name: <c>__meta_kubernetes_endpoint_port_name</c>.</summary>
    [LabelName("__meta_kubernetes_endpoint_port_name")]
    public static Label<Endpoints> PortName { get; } = "__meta_kubernetes_endpoint_port_name";

    /// <summary>The port's protocol: <c>TCP</c>, <c>UDP</c> or <c>SCTP</c>: <c>__meta_kubernetes_endpoint_port_protocol</c>.</summary>
    [LabelName("__meta_kubernetes_endpoint_port_protocol")]
    public static Label<Endpoints> PortProtocol { get; } = "__meta_kubernetes_endpoint_port_protocol";

    /// <summary>The kind of what the address belongs to, such as <c>Pod</c> or <c>Node</c>: <c>__meta_kubernetes_endpoint_address_target_kind</c>.</summary>
    [LabelName("__meta_kubernetes_endpoint_address_target_kind")]
    public static Label<Endpoints> AddressTargetKind { get; } = "__meta_kubernetes_endpoint_address_target_kind";

    /// <summary>The name of what the address belongs to: <c>__meta_kubernetes_endpoint_address_target_name</c>.</summary>
    [LabelName("__meta_kubernetes_endpoint_address_target_name")]
    public static Label<Endpoints> AddressTargetName { get; } = "__meta_kubernetes_endpoint_address_target_name";

    /// <summary>A Kubernetes label of the endpoints: <c>__meta_kubernetes_endpoints_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_endpoints_label_", Sanitize = true)]
    public static Label<Endpoints> Label(string name) => "__meta_kubernetes_endpoints_label_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the endpoints has a Kubernetes label, even with an empty value: <c>__meta_kubernetes_endpoints_labelpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_endpoints_labelpresent_", Sanitize = true)]
    public static Label<Endpoints> LabelPresent(string name) => "__meta_kubernetes_endpoints_labelpresent_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the endpoints: <c>__meta_kubernetes_endpoints_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_endpoints_annotation_", Sanitize = true)]
    public static Label<Endpoints> Annotation(string name) => "__meta_kubernetes_endpoints_annotation_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the endpoints has an annotation, even with an empty value: <c>__meta_kubernetes_endpoints_annotationpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_endpoints_annotationpresent_", Sanitize = true)]
    public static Label<Endpoints> AnnotationPresent(string name) => "__meta_kubernetes_endpoints_annotationpresent_" + LabelName.Sanitize(name);
}

using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>The role of Kubernetes EndpointSlices, and the labels their targets have while they are discovered.</summary>
/// <remarks>The names behind the members are those of Prometheus' Kubernetes discovery. Targets of ports that the slice does not list have none of
/// those of the single endpoint.</remarks>
public sealed partial class EndpointSlice : IEndpointsRole, INodeRole, INamespacedRole
{
    private EndpointSlice()
    {
    }

    /// <summary>The slice's namespace: <c>__meta_kubernetes_namespace</c>.</summary>
    [LabelName("__meta_kubernetes_namespace")]
    public static Label<EndpointSlice> Namespace { get; } = "__meta_kubernetes_namespace";

    /// <summary>The slice's name: <c>__meta_kubernetes_endpointslice_name</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_name")]
    public static Label<EndpointSlice> Name { get; } = "__meta_kubernetes_endpointslice_name";

    /// <summary>What the addresses are: <c>IPv4</c>, <c>IPv6</c> or <c>FQDN</c>: <c>__meta_kubernetes_endpointslice_address_type</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_address_type")]
    public static Label<EndpointSlice> AddressType { get; } = "__meta_kubernetes_endpointslice_address_type";

    /// <summary>The kind of what the endpoint belongs to, such as <c>Pod</c> or <c>Node</c>: <c>__meta_kubernetes_endpointslice_address_target_kind</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_address_target_kind")]
    public static Label<EndpointSlice> AddressTargetKind { get; } = "__meta_kubernetes_endpointslice_address_target_kind";

    /// <summary>The name of what the endpoint belongs to: <c>__meta_kubernetes_endpointslice_address_target_name</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_address_target_name")]
    public static Label<EndpointSlice> AddressTargetName { get; } = "__meta_kubernetes_endpointslice_address_target_name";

    /// <summary>Whether the endpoint is ready: <c>true</c> or <c>false</c>: <c>__meta_kubernetes_endpointslice_endpoint_conditions_ready</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_endpoint_conditions_ready")]
    public static Label<EndpointSlice> Ready { get; } = "__meta_kubernetes_endpointslice_endpoint_conditions_ready";

    /// <summary>Whether the endpoint answers, terminating or not: <c>true</c> or <c>false</c>: <c>__meta_kubernetes_endpointslice_endpoint_conditions_serving</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_endpoint_conditions_serving")]
    public static Label<EndpointSlice> Serving { get; } = "__meta_kubernetes_endpointslice_endpoint_conditions_serving";

    /// <summary>Whether the endpoint is about to end: <c>true</c> or <c>false</c>: <c>__meta_kubernetes_endpointslice_endpoint_conditions_terminating</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_endpoint_conditions_terminating")]
    public static Label<EndpointSlice> Terminating { get; } = "__meta_kubernetes_endpointslice_endpoint_conditions_terminating";

    /// <summary>The endpoint's hostname: <c>__meta_kubernetes_endpointslice_endpoint_hostname</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_endpoint_hostname")]
    public static Label<EndpointSlice> Hostname { get; } = "__meta_kubernetes_endpointslice_endpoint_hostname";

    /// <summary>The node that the endpoint names: <c>__meta_kubernetes_endpointslice_endpoint_node_name</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_endpoint_node_name")]
    public static Label<EndpointSlice> NodeName { get; } = "__meta_kubernetes_endpointslice_endpoint_node_name";

    /// <summary>The endpoint's zone: <c>__meta_kubernetes_endpointslice_endpoint_zone</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_endpoint_zone")]
    public static Label<EndpointSlice> Zone { get; } = "__meta_kubernetes_endpointslice_endpoint_zone";

    /// <summary>The port's number: <c>__meta_kubernetes_endpointslice_port</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_port")]
    public static Label<EndpointSlice> Port { get; } = "__meta_kubernetes_endpointslice_port";

    /// <summary>The port's name: <c>__meta_kubernetes_endpointslice_port_name</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_port_name")]
    public static Label<EndpointSlice> PortName { get; } = "__meta_kubernetes_endpointslice_port_name";

    /// <summary>The port's protocol: <c>TCP</c>, <c>UDP</c> or <c>SCTP</c>: <c>__meta_kubernetes_endpointslice_port_protocol</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_port_protocol")]
    public static Label<EndpointSlice> PortProtocol { get; } = "__meta_kubernetes_endpointslice_port_protocol";

    /// <summary>The port's application protocol, such as <c>http</c>: <c>__meta_kubernetes_endpointslice_port_app_protocol</c>.</summary>
    [LabelName("__meta_kubernetes_endpointslice_port_app_protocol")]
    public static Label<EndpointSlice> PortAppProtocol { get; } = "__meta_kubernetes_endpointslice_port_app_protocol";

    /// <summary>A topology key of an endpoint that was written as <c>v1beta1</c>: <c>__meta_kubernetes_endpointslice_endpoint_topology_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_endpointslice_endpoint_topology_", Sanitize = true)]
    public static Label<EndpointSlice> Topology(string name) => "__meta_kubernetes_endpointslice_endpoint_topology_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the endpoint has a topology key, even with an empty value: <c>__meta_kubernetes_endpointslice_endpoint_topology_present_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_endpointslice_endpoint_topology_present_", Sanitize = true)]
    public static Label<EndpointSlice> TopologyPresent(string name) => "__meta_kubernetes_endpointslice_endpoint_topology_present_" + LabelName.Sanitize(name);

    /// <summary>A Kubernetes label of the slice: <c>__meta_kubernetes_endpointslice_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_endpointslice_label_", Sanitize = true)]
    public static Label<EndpointSlice> Label(string name) => "__meta_kubernetes_endpointslice_label_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the slice has a Kubernetes label, even with an empty value: <c>__meta_kubernetes_endpointslice_labelpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_endpointslice_labelpresent_", Sanitize = true)]
    public static Label<EndpointSlice> LabelPresent(string name) => "__meta_kubernetes_endpointslice_labelpresent_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the slice: <c>__meta_kubernetes_endpointslice_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_endpointslice_annotation_", Sanitize = true)]
    public static Label<EndpointSlice> Annotation(string name) => "__meta_kubernetes_endpointslice_annotation_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the slice has an annotation, even with an empty value: <c>__meta_kubernetes_endpointslice_annotationpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_endpointslice_annotationpresent_", Sanitize = true)]
    public static Label<EndpointSlice> AnnotationPresent(string name) => "__meta_kubernetes_endpointslice_annotationpresent_" + LabelName.Sanitize(name);
}

using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>The role of Kubernetes services, and the labels their targets have while they are discovered.</summary>
/// <remarks>The names behind the members are those of Prometheus' Kubernetes discovery.</remarks>
public sealed partial class Service : INamespacedRole
{
    private Service()
    {
    }

    /// <summary>The service's namespace: <c>__meta_kubernetes_namespace</c>.</summary>
    [LabelName("__meta_kubernetes_namespace")]
    public static Label<Service> Namespace { get; } = "__meta_kubernetes_namespace";

    /// <summary>The service's name: <c>__meta_kubernetes_service_name</c>.</summary>
    [LabelName("__meta_kubernetes_service_name")]
    public static Label<Service> Name { get; } = "__meta_kubernetes_service_name";

    /// <summary>The service's type: <c>ClusterIP</c>, <c>NodePort</c>, <c>LoadBalancer</c> or <c>ExternalName</c>: <c>__meta_kubernetes_service_type</c>.</summary>
    [LabelName("__meta_kubernetes_service_type")]
    public static Label<Service> Type { get; } = "__meta_kubernetes_service_type";

    /// <summary>The service's cluster IP, <c>None</c> for a headless one; absent for <c>ExternalName</c>: <c>__meta_kubernetes_service_cluster_ip</c>.</summary>
    [LabelName("__meta_kubernetes_service_cluster_ip")]
    public static Label<Service> ClusterIp { get; } = "__meta_kubernetes_service_cluster_ip";

    /// <summary>The DNS name of a service of type <c>ExternalName</c>: <c>__meta_kubernetes_service_external_name</c>.</summary>
    [LabelName("__meta_kubernetes_service_external_name")]
    public static Label<Service> ExternalName { get; } = "__meta_kubernetes_service_external_name";

    /// <summary>The load balancer IP asked for in the service's specification: <c>__meta_kubernetes_service_loadbalancer_ip</c>.</summary>
    [LabelName("__meta_kubernetes_service_loadbalancer_ip")]
    public static Label<Service> LoadBalancerIp { get; } = "__meta_kubernetes_service_loadbalancer_ip";

    /// <summary>The port's name: <c>__meta_kubernetes_service_port_name</c>.</summary>
    [LabelName("__meta_kubernetes_service_port_name")]
    public static Label<Service> PortName { get; } = "__meta_kubernetes_service_port_name";

    /// <summary>The port's number: <c>__meta_kubernetes_service_port_number</c>.</summary>
    [LabelName("__meta_kubernetes_service_port_number")]
    public static Label<Service> PortNumber { get; } = "__meta_kubernetes_service_port_number";

    /// <summary>The port's protocol: <c>TCP</c>, <c>UDP</c> or <c>SCTP</c>: <c>__meta_kubernetes_service_port_protocol</c>.</summary>
    [LabelName("__meta_kubernetes_service_port_protocol")]
    public static Label<Service> PortProtocol { get; } = "__meta_kubernetes_service_port_protocol";

    /// <summary>A Kubernetes label of the service: <c>__meta_kubernetes_service_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_service_label_", Sanitize = true)]
    public static Label<Service> Label(string name) => "__meta_kubernetes_service_label_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when a Kubernetes label is there, even with an empty value of the service: <c>__meta_kubernetes_service_labelpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_service_labelpresent_", Sanitize = true)]
    public static Label<Service> LabelPresent(string name) => "__meta_kubernetes_service_labelpresent_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the service: <c>__meta_kubernetes_service_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_service_annotation_", Sanitize = true)]
    public static Label<Service> Annotation(string name) => "__meta_kubernetes_service_annotation_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when an annotation is there, even with an empty value of the service: <c>__meta_kubernetes_service_annotationpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_service_annotationpresent_", Sanitize = true)]
    public static Label<Service> AnnotationPresent(string name) => "__meta_kubernetes_service_annotationpresent_" + LabelName.Sanitize(name);
}

using PipelineDsl.CompilerServices;

namespace PipelineDsl;

public sealed partial class EndpointSlice
{
    /// <summary>The name of the node behind the target: <c>__meta_kubernetes_node_name</c>.</summary>
    [LabelName("__meta_kubernetes_node_name")]
    public static Label<EndpointSlice> AttachedNodeName { get; } = "__meta_kubernetes_node_name";

    /// <summary>A Kubernetes label of the node behind the target: <c>__meta_kubernetes_node_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_node_label_", Sanitize = true)]
    public static Label<EndpointSlice> NodeLabel(string name) => "__meta_kubernetes_node_label_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the node behind the target has a Kubernetes label, even with an empty value: <c>__meta_kubernetes_node_labelpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_node_labelpresent_", Sanitize = true)]
    public static Label<EndpointSlice> NodeLabelPresent(string name) => "__meta_kubernetes_node_labelpresent_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the node behind the target: <c>__meta_kubernetes_node_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_node_annotation_", Sanitize = true)]
    public static Label<EndpointSlice> NodeAnnotation(string name) => "__meta_kubernetes_node_annotation_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the node behind the target has an annotation, even with an empty value: <c>__meta_kubernetes_node_annotationpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_node_annotationpresent_", Sanitize = true)]
    public static Label<EndpointSlice> NodeAnnotationPresent(string name) => "__meta_kubernetes_node_annotationpresent_" + LabelName.Sanitize(name);

    /// <summary>A Kubernetes label of the target's namespace: <c>__meta_kubernetes_namespace_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_namespace_label_", Sanitize = true)]
    public static Label<EndpointSlice> NamespaceLabel(string name) => "__meta_kubernetes_namespace_label_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the target's namespace has a Kubernetes label, even with an empty value: <c>__meta_kubernetes_namespace_labelpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_namespace_labelpresent_", Sanitize = true)]
    public static Label<EndpointSlice> NamespaceLabelPresent(string name) => "__meta_kubernetes_namespace_labelpresent_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the target's namespace: <c>__meta_kubernetes_namespace_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_namespace_annotation_", Sanitize = true)]
    public static Label<EndpointSlice> NamespaceAnnotation(string name) => "__meta_kubernetes_namespace_annotation_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the target's namespace has an annotation, even with an empty value: <c>__meta_kubernetes_namespace_annotationpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_namespace_annotationpresent_", Sanitize = true)]
    public static Label<EndpointSlice> NamespaceAnnotationPresent(string name) => "__meta_kubernetes_namespace_annotationpresent_" + LabelName.Sanitize(name);
}

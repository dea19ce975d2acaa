using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>The role of Kubernetes nodes, and the labels their targets have while they are discovered.</summary>
/// <remarks>The names behind the members are those of Prometheus' Kubernetes discovery. The label <c>instance</c> is set, too: to the node's name.</remarks>
public sealed class Node
{
    private Node()
    {
    }

    /// <summary>The node's name: <c>__meta_kubernetes_node_name</c>.</summary>
    [LabelName("__meta_kubernetes_node_name")]
    public static Label<Node> Name { get; } = "__meta_kubernetes_node_name";

    /// <summary>The node's name at the cloud provider: <c>__meta_kubernetes_node_provider_id</c>.</summary>
    [LabelName("__meta_kubernetes_node_provider_id")]
    public static Label<Node> ProviderId { get; } = "__meta_kubernetes_node_provider_id";

    /// <summary>The first address of a type, such as <c>InternalIP</c> or <c>Hostname</c>: <c>__meta_kubernetes_node_address_&lt;type&gt;</c>.</summary>
    /// <param name="type">The type as Kubernetes has it, such as <c>InternalIP</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_node_address_", Sanitize = true)]
    public static Label<Node> Address(string type) => "__meta_kubernetes_node_address_" + LabelName.Sanitize(type);

    /// <summary>A Kubernetes label of the node: <c>__meta_kubernetes_node_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_node_label_", Sanitize = true)]
    public static Label<Node> Label(string name) => "__meta_kubernetes_node_label_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the node has a Kubernetes label, even with an empty value: <c>__meta_kubernetes_node_labelpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_node_labelpresent_", Sanitize = true)]
    public static Label<Node> LabelPresent(string name) => "__meta_kubernetes_node_labelpresent_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the node: <c>__meta_kubernetes_node_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_node_annotation_", Sanitize = true)]
    public static Label<Node> Annotation(string name) => "__meta_kubernetes_node_annotation_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the node has an annotation, even with an empty value: <c>__meta_kubernetes_node_annotationpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_node_annotationpresent_", Sanitize = true)]
    public static Label<Node> AnnotationPresent(string name) => "__meta_kubernetes_node_annotationpresent_" + LabelName.Sanitize(name);
}

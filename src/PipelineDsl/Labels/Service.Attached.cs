using PipelineDsl.CompilerServices;

namespace PipelineDsl;

public sealed partial class Service
{
    /// <summary>A Kubernetes label of the target's namespace: <c>__meta_kubernetes_namespace_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_namespace_label_", Sanitize = true)]
    public static Label<Service> NamespaceLabel(string name) => "__meta_kubernetes_namespace_label_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the target's namespace has a Kubernetes label, even with an empty value: <c>__meta_kubernetes_namespace_labelpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_namespace_labelpresent_", Sanitize = true)]
    public static Label<Service> NamespaceLabelPresent(string name) => "__meta_kubernetes_namespace_labelpresent_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the target's namespace: <c>__meta_kubernetes_namespace_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_namespace_annotation_", Sanitize = true)]
    public static Label<Service> NamespaceAnnotation(string name) => "__meta_kubernetes_namespace_annotation_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the target's namespace has an annotation, even with an empty value: <c>__meta_kubernetes_namespace_annotationpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_namespace_annotationpresent_", Sanitize = true)]
    public static Label<Service> NamespaceAnnotationPresent(string name) => "__meta_kubernetes_namespace_annotationpresent_" + LabelName.Sanitize(name);
}

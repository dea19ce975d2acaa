using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>The role of Kubernetes ingresses, and the labels their targets have while they are discovered.</summary>
/// <remarks>The names behind the members are those of Prometheus' Kubernetes discovery.</remarks>
public sealed class Ingress : INamespacedRole
{
    private Ingress()
    {
    }

    /// <summary>The ingress' namespace: <c>__meta_kubernetes_namespace</c>.</summary>
    [LabelName("__meta_kubernetes_namespace")]
    public static Label<Ingress> Namespace { get; } = "__meta_kubernetes_namespace";

    /// <summary>The ingress' name: <c>__meta_kubernetes_ingress_name</c>.</summary>
    [LabelName("__meta_kubernetes_ingress_name")]
    public static Label<Ingress> Name { get; } = "__meta_kubernetes_ingress_name";

    /// <summary>The ingress' class: <c>__meta_kubernetes_ingress_class_name</c>.</summary>
    [LabelName("__meta_kubernetes_ingress_class_name")]
    public static Label<Ingress> ClassName { get; } = "__meta_kubernetes_ingress_class_name";

    /// <summary>The rule's host: <c>__meta_kubernetes_ingress_host</c>.</summary>
    [LabelName("__meta_kubernetes_ingress_host")]
    public static Label<Ingress> Host { get; } = "__meta_kubernetes_ingress_host";

    /// <summary>The path; <c>/</c> if the rule has none: <c>__meta_kubernetes_ingress_path</c>.</summary>
    [LabelName("__meta_kubernetes_ingress_path")]
    public static Label<Ingress> Path { get; } = "__meta_kubernetes_ingress_path";

    /// <summary><c>https</c> if TLS is configured for the host, else <c>http</c>: <c>__meta_kubernetes_ingress_scheme</c>.</summary>
    [LabelName("__meta_kubernetes_ingress_scheme")]
    public static Label<Ingress> Scheme { get; } = "__meta_kubernetes_ingress_scheme";

    /// <summary>A Kubernetes label of the ingress: <c>__meta_kubernetes_ingress_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_ingress_label_", Sanitize = true)]
    public static Label<Ingress> Label(string name) => "__meta_kubernetes_ingress_label_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the ingress has a Kubernetes label, even with an empty value: <c>__meta_kubernetes_ingress_labelpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_ingress_labelpresent_", Sanitize = true)]
    public static Label<Ingress> LabelPresent(string name) => "__meta_kubernetes_ingress_labelpresent_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the ingress: <c>__meta_kubernetes_ingress_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_ingress_annotation_", Sanitize = true)]
    public static Label<Ingress> Annotation(string name) => "__meta_kubernetes_ingress_annotation_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the ingress has an annotation, even with an empty value: <c>__meta_kubernetes_ingress_annotationpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_ingress_annotationpresent_", Sanitize = true)]
    public static Label<Ingress> AnnotationPresent(string name) => "__meta_kubernetes_ingress_annotationpresent_" + LabelName.Sanitize(name);

    /// <summary>A Kubernetes label of the target's namespace: <c>__meta_kubernetes_namespace_label_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_namespace_label_", Sanitize = true)]
    public static Label<Ingress> NamespaceLabel(string name) => "__meta_kubernetes_namespace_label_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the target's namespace has a Kubernetes label, even with an empty value: <c>__meta_kubernetes_namespace_labelpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_namespace_labelpresent_", Sanitize = true)]
    public static Label<Ingress> NamespaceLabelPresent(string name) => "__meta_kubernetes_namespace_labelpresent_" + LabelName.Sanitize(name);

    /// <summary>An annotation of the target's namespace: <c>__meta_kubernetes_namespace_annotation_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_namespace_annotation_", Sanitize = true)]
    public static Label<Ingress> NamespaceAnnotation(string name) => "__meta_kubernetes_namespace_annotation_" + LabelName.Sanitize(name);

    /// <summary><c>true</c> when the target's namespace has an annotation, even with an empty value: <c>__meta_kubernetes_namespace_annotationpresent_&lt;name&gt;</c>.</summary>
    /// <param name="name">The name as Kubernetes has it, such as <c>app.kubernetes.io/name</c>.</param>
    [LabelNamePrefix("__meta_kubernetes_namespace_annotationpresent_", Sanitize = true)]
    public static Label<Ingress> NamespaceAnnotationPresent(string name) => "__meta_kubernetes_namespace_annotationpresent_" + LabelName.Sanitize(name);
}

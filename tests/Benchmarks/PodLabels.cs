namespace PipelineDsl.Benchmarks;

/// <summary>What discovery says of an ordinary pod.</summary>
internal static class PodLabels
{
    public static LabelSet Web { get; } = LabelSet.Of(
        ("__address__", "10.42.3.117:8080"),
        ("__meta_kubernetes_namespace", "shop"),
        ("__meta_kubernetes_pod_annotation_prometheus_io_path", "/internal/metrics"),
        ("__meta_kubernetes_pod_annotation_prometheus_io_port", "9102"),
        ("__meta_kubernetes_pod_annotation_prometheus_io_scheme", "http"),
        ("__meta_kubernetes_pod_annotation_prometheus_io_scrape", "true"),
        ("__meta_kubernetes_pod_annotationpresent_prometheus_io_scrape", "true"),
        ("__meta_kubernetes_pod_container_image", "registry.example/shop/checkout:1.42.0"),
        ("__meta_kubernetes_pod_container_init", "false"),
        ("__meta_kubernetes_pod_container_name", "checkout"),
        ("__meta_kubernetes_pod_container_port_name", "http"),
        ("__meta_kubernetes_pod_container_port_number", "8080"),
        ("__meta_kubernetes_pod_container_port_protocol", "TCP"),
        ("__meta_kubernetes_pod_controller_kind", "ReplicaSet"),
        ("__meta_kubernetes_pod_controller_name", "checkout-6d5f7c9b84"),
        ("__meta_kubernetes_pod_host_ip", "192.168.10.21"),
        ("__meta_kubernetes_pod_ip", "10.42.3.117"),
        ("__meta_kubernetes_pod_label_app_kubernetes_io_name", "checkout"),
        ("__meta_kubernetes_pod_label_pod_template_hash", "6d5f7c9b84"),
        ("__meta_kubernetes_pod_label_team", "payments"),
        ("__meta_kubernetes_pod_name", "checkout-6d5f7c9b84-x2x9k"),
        ("__meta_kubernetes_pod_node_name", "node-21"),
        ("__meta_kubernetes_pod_phase", "Running"),
        ("__meta_kubernetes_pod_ready", "true"),
        ("__meta_kubernetes_pod_uid", "f4d8c5de-8a5f-4a39-a0fb-6a7d6f8b2f0e"));
}

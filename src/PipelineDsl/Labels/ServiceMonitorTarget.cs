using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>The role of targets that a ServiceMonitor describes: addresses behind services.</summary>
public sealed class ServiceMonitorTarget
{
    private ServiceMonitorTarget()
    {
    }

    /// <summary>The namespace of the target: <c>__meta_kubernetes_namespace</c>.</summary>
    [LabelName("__meta_kubernetes_namespace")]
    public static Label<ServiceMonitorTarget> Namespace { get; } = "__meta_kubernetes_namespace";

    /// <summary>The name of the service: <c>__meta_kubernetes_service_name</c>.</summary>
    [LabelName("__meta_kubernetes_service_name")]
    public static Label<ServiceMonitorTarget> ServiceName { get; } = "__meta_kubernetes_service_name";

    /// <summary>The name of the pod, if one is behind the address: <c>__meta_kubernetes_pod_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_name")]
    public static Label<ServiceMonitorTarget> PodName { get; } = "__meta_kubernetes_pod_name";

    /// <summary>The node of that pod: <c>__meta_kubernetes_pod_node_name</c>.</summary>
    [LabelName("__meta_kubernetes_pod_node_name")]
    public static Label<ServiceMonitorTarget> PodNodeName { get; } = "__meta_kubernetes_pod_node_name";
}

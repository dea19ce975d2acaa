namespace PipelineDsl.Discovery;

/// <summary>The Kubernetes resources that give targets; the names are Prometheus'.</summary>
public enum KubernetesRole
{
    /// <summary>Pods: <c>pod</c>.</summary>
    Pod,

    /// <summary>Services: <c>service</c>.</summary>
    Service,

    /// <summary>Endpoints of services: <c>endpoints</c>.</summary>
    Endpoints,

    /// <summary>EndpointSlices of services: <c>endpointslice</c>.</summary>
    EndpointSlice,

    /// <summary>Nodes: <c>node</c>.</summary>
    Node,

    /// <summary>Ingresses: <c>ingress</c>.</summary>
    Ingress,
}

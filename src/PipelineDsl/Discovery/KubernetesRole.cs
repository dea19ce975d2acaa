namespace PipelineDsl.Discovery;

/// <summary>The Kubernetes resources that give targets; the names are Prometheus'.</summary>
public enum KubernetesRole
{
    /// <summary>Pods.</summary>
    Pod,

    /// <summary>Services.</summary>
    Service,

    /// <summary>The addresses behind services, from Endpoints objects.</summary>
    Endpoints,

    /// <summary>The addresses behind services, from EndpointSlice objects.</summary>
    EndpointSlice,

    /// <summary>Nodes.</summary>
    Node,

    /// <summary>Ingresses.</summary>
    Ingress,
}

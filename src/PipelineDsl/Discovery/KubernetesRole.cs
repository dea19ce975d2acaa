namespace PipelineDsl.Discovery;

/// <summary>The Kubernetes resources that give targets; the names are Prometheus'.</summary>
public enum KubernetesRole
{
    /// <summary>Pods.</summary>
    Pod,

    /// <summary>Services.</summary>
    Service,
}

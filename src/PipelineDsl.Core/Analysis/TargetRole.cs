namespace PipelineDsl.Analysis;

/// <summary>Where targets come from, which decides the labels they have.</summary>
public enum TargetRole
{
    /// <summary>It is not known: any label may be there.</summary>
    Unknown,

    /// <summary>Pods of Kubernetes.</summary>
    Pod,

    /// <summary>Services of Kubernetes.</summary>
    Service,

    /// <summary>Endpoints of Kubernetes services.</summary>
    Endpoints,

    /// <summary>EndpointSlices of Kubernetes services.</summary>
    EndpointSlice,

    /// <summary>Nodes of Kubernetes.</summary>
    Node,

    /// <summary>Ingresses of Kubernetes.</summary>
    Ingress,

    /// <summary>Addresses that are written in the program.</summary>
    Static,
}

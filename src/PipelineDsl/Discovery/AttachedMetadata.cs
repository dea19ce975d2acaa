namespace PipelineDsl.Discovery;

/// <summary>Objects whose labels and annotations are attached to targets, as Prometheus' <c>attach_metadata</c>.</summary>
[Flags]
public enum AttachedMetadata
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The node behind a target of the roles pod, endpoints and endpointslice: <c>__meta_kubernetes_node_name</c>, its labels and annotations.</summary>
    Node = 1,

    /// <summary>The namespace of a target of any role but node: its labels and annotations.</summary>
    Namespace = 2,

    /// <summary>The Deployment behind the ReplicaSet that controls a pod: <c>__meta_kubernetes_pod_deployment_name</c>.</summary>
    Deployment = 4,

    /// <summary>The Job that controls a pod: <c>__meta_kubernetes_pod_job_name</c>.</summary>
    Job = 8,

    /// <summary>The CronJob behind the Job that controls a pod: <c>__meta_kubernetes_pod_cronjob_name</c>.</summary>
    CronJob = 16,
}

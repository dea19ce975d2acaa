using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>What is known of a resource that a run follows.</summary>
internal sealed class ResourceState(ScopeInformer informer)
{
    public ScopeInformer Informer => informer;

    public IReadOnlyList<ScrapeJob> Jobs { get; set; } = [];

    public HashSet<ObjectReference> References { get; set; } = [];

    /// <summary>Why it is rejected; null if it is not.</summary>
    public Rejection? Rejection { get; set; }

    /// <summary>The state of the resource that was rejected: another one is told of again.</summary>
    public KubernetesObject? RejectedJson { get; set; }

    /// <summary>Whether nothing was made of it yet.</summary>
    public bool IsNew { get; set; } = true;
}

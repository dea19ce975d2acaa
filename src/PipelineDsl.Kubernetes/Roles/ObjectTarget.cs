namespace PipelineDsl.Kubernetes;

/// <summary>A target of an object, before the labels of the object and of what it refers to are added.</summary>
/// <param name="Labels">The address and what is the target's own.</param>
/// <param name="Port">The port's number; -1 without one.</param>
/// <param name="Container">Of a pod: which of its containers, so that ports of one are told from those of another.</param>
/// <param name="Pod">Of endpoints: the key of the pod behind the address; empty if there is none.</param>
/// <param name="Node">Of endpoints: the key of the node behind the address; empty if there is none.</param>
internal readonly record struct ObjectTarget(LabelSet Labels, int Port = -1, int Container = 0, string Pod = "", string Node = "")
{
    /// <summary>Of a service: which pods and which of their ports are behind it, as <see cref="ServiceBackend"/> says it.</summary>
    public LabelSet Backend { get; init; } = LabelSet.Empty;
}

namespace PipelineDsl.Kubernetes;

/// <summary>What is kept of an object: its labels, and what its targets add to them.</summary>
/// <remarks>Two are equal when no target can be told from the other by them.</remarks>
internal sealed class KubernetesObject(LabelSet labels, ObjectTarget[] targets) : IEquatable<KubernetesObject>
{
    /// <summary>The labels of the object itself: those its targets share, and those other objects' targets take over.</summary>
    public LabelSet Labels { get; } = labels;

    /// <summary>What tells its targets apart.</summary>
    public ObjectTarget[] Targets { get; } = targets;

    /// <summary>The key of the object it belongs to: of a pod its node, of endpoints their service; empty if there is none.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The key of the ReplicaSet or Job that controls a pod; empty if there is none.</summary>
    public string Controller { get; init; } = "";

    /// <summary>Whether the targets have an address. The default value is <see langword="true"/>; a pod without IP has none.</summary>
    public bool IsAddressed { get; init; } = true;

    /// <summary>The object's JSON, where it is kept. The default value is empty: it is not.</summary>
    public byte[] Json { get; init; } = [];

    public bool Equals(KubernetesObject? other) => other is not null && IsAddressed == other.IsAddressed && Owner == other.Owner && Controller == other.Controller
        && Labels.Equals(other.Labels) && Json.AsSpan().SequenceEqual(other.Json) && Targets.AsSpan().SequenceEqual(other.Targets);

    public override bool Equals(object? obj) => Equals(obj as KubernetesObject);

    public override int GetHashCode() => Labels.GetHashCode();
}

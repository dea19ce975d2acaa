namespace PipelineDsl;

/// <summary>Which labels of its node the targets of a pod get. For each, the default value is <see langword="false"/>.</summary>
/// <remarks>Clouds name the same thing differently: of the node's labels that may say it, the first that is there counts.</remarks>
public sealed record NodeLabelOptions
{
    /// <summary>No labels of nodes.</summary>
    public static NodeLabelOptions None { get; } = new();

    /// <summary>The label <c>nodepool</c>.</summary>
    public bool NodePool { get; init; }

    /// <summary>The label <c>region</c>.</summary>
    public bool Region { get; init; }

    /// <summary>The label <c>availability_zone</c>.</summary>
    public bool AvailabilityZone { get; init; }

    /// <summary>The label <c>node_role</c>.</summary>
    public bool NodeRole { get; init; }

    /// <summary>The label <c>os</c>.</summary>
    public bool NodeOS { get; init; }

    /// <summary>The label <c>architecture</c>.</summary>
    public bool NodeArchitecture { get; init; }

    /// <summary>The label <c>instance_type</c>.</summary>
    public bool InstanceType { get; init; }
}

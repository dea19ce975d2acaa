namespace PipelineDsl.Analysis;

/// <summary>What is known about the place of a rule list.</summary>
public sealed record RuleContext
{
    /// <summary>The context that promises nothing.</summary>
    public static RuleContext Unknown { get; } = new();

    /// <summary>The role of the targets whose labels enter, unchanged by other rules. The default value is <see cref="TargetRole.Unknown"/>.</summary>
    public TargetRole Role { get; init; }

    /// <summary>Whether targets have the labels of their node. The default value is <see langword="false"/>.</summary>
    public bool HasNodeMetadata { get; init; }

    /// <summary>Whether targets have the labels of their namespace. The default value is <see langword="false"/>.</summary>
    public bool HasNamespaceMetadata { get; init; }

    /// <summary>Whether what leaves goes to destinations as it is. The default value is <see langword="false"/>.</summary>
    public bool IsLastAfterScrape { get; init; }
}

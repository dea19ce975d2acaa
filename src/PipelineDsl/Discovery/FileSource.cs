namespace PipelineDsl.Discovery;

/// <summary>Targets that files list.</summary>
/// <param name="Paths">The files: JSON or YAML, by the end of their names; <c>*</c> in the last part of a path stands for any text.</param>
public sealed record FileSource(ValueList<string> Paths) : DiscoverySource
{
    /// <summary>How often the files are read even if nobody says that they changed. The default value is 5 minutes.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public override string ToString() => $"targets listed in {string.Join(", ", Paths)}";
}

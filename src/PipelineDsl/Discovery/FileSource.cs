namespace PipelineDsl.Discovery;

/// <summary>Targets that files list.</summary>
/// <param name="Files">Paths of JSON or YAML files; the last part may hold <c>*</c>.</param>
public sealed record FileSource(ValueList<string> Files) : DiscoverySource
{
    /// <summary>How often the files are read even if nobody tells of a change. The default value is 5 minutes.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public override string ToString() => $"targets listed in {string.Join(", ", Files)}";
}

namespace PipelineDsl.Discovery;

/// <summary>Targets that an HTTP endpoint lists.</summary>
/// <param name="Url">Where the list is.</param>
public sealed record HttpSource(Uri Url) : DiscoverySource
{
    /// <summary>How often the list is read. The default value is 60 seconds.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public override string ToString() => $"targets listed by {Url}";
}

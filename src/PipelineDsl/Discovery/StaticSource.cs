namespace PipelineDsl.Discovery;

/// <summary>Targets known beforehand.</summary>
/// <param name="Addresses">The addresses, as <c>host:port</c>.</param>
public sealed record StaticSource(ValueList<string> Addresses) : DiscoverySource
{
    /// <summary>Labels of every one of the targets, sorted by name. The default value is empty.</summary>
    public ValueList<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"static {string.Join(", ", Addresses)}";
}

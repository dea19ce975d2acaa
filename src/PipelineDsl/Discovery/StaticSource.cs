namespace PipelineDsl.Discovery;

/// <summary>Targets known beforehand.</summary>
/// <param name="Addresses">The addresses, as <c>host:port</c>.</param>
public sealed record StaticSource(ValueList<string> Addresses) : DiscoverySource
{
    /// <inheritdoc/>
    public override string ToString() => $"static {string.Join(", ", Addresses)}";
}

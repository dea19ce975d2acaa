namespace PipelineDsl.Discovery;

/// <summary>Targets that DNS records name.</summary>
/// <param name="Names">The names that are looked up.</param>
/// <param name="Type">The type of the records.</param>
/// <param name="Port">The port of the targets; SRV records bring their own.</param>
public sealed record DnsSource(ValueList<string> Names, DnsRecordType Type, int Port) : DiscoverySource
{
    /// <summary>How often the names are looked up. The default value is 30 seconds.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override string ToString() => $"{Type.ToString().ToUpperInvariant()} records of {string.Join(", ", Names)}";
}

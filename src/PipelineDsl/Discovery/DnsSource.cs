namespace PipelineDsl.Discovery;

/// <summary>Targets that DNS names stand for.</summary>
/// <param name="Names">The names.</param>
/// <param name="Type">The type of the records asked for.</param>
/// <param name="Port">The port of the targets; SRV records bring their own.</param>
public sealed record DnsSource(ValueList<string> Names, DnsRecordType Type, int Port) : DiscoverySource
{
    /// <summary>How often the names are asked for. The default value is 30 seconds.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Type.ToString().ToUpperInvariant()} records of {string.Join(", ", Names)}" + (Type == DnsRecordType.Srv ? "" : $", port {Port}");
}

namespace PipelineDsl.Discovery;

/// <summary>A type of DNS records.</summary>
public enum DnsRecordType
{
    /// <summary>Services with their ports.</summary>
    Srv,

    /// <summary>IPv4 addresses.</summary>
    A,

    /// <summary>IPv6 addresses.</summary>
    Aaaa,

    /// <summary>Mail servers.</summary>
    Mx,

    /// <summary>Name servers.</summary>
    Ns,
}

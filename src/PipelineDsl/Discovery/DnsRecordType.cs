namespace PipelineDsl.Discovery;

/// <summary>The DNS records that give targets.</summary>
public enum DnsRecordType
{
    /// <summary>Services: names and ports.</summary>
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

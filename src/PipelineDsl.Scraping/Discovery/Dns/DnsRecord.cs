using PipelineDsl.Discovery;

namespace PipelineDsl.Scraping.Discovery.Dns;

/// <summary>A record of an answer.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Host">The host it names, with the dot at its end, or the address.</param>
/// <param name="Port">The port of an SRV record; else 0.</param>
internal readonly record struct DnsRecord(DnsRecordType Type, string Host, int Port = 0);

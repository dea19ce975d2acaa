namespace PipelineDsl.Scraping.Discovery.Dns;

/// <summary>What a DNS server says.</summary>
/// <param name="Code">The response code: 0 is success, 3 that there is no such name.</param>
/// <param name="IsTruncated">Whether there is more than fits into a datagram.</param>
/// <param name="Records">The records of the type asked for.</param>
internal sealed record DnsAnswer(int Code, bool IsTruncated, IReadOnlyList<DnsRecord> Records)
{
    public const int Success = 0;
    public const int NoSuchName = 3;
}

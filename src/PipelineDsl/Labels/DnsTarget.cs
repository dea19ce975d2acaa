using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>The role of targets that DNS names stand for.</summary>
public sealed class DnsTarget
{
    private DnsTarget()
    {
    }

    /// <summary>The name asked for: <c>__meta_dns_name</c>.</summary>
    [LabelName("__meta_dns_name")]
    public static Label<DnsTarget> Name { get; } = "__meta_dns_name";

    /// <summary>The host that an SRV record names: <c>__meta_dns_srv_record_target</c>.</summary>
    [LabelName("__meta_dns_srv_record_target")]
    public static Label<DnsTarget> SrvTarget { get; } = "__meta_dns_srv_record_target";

    /// <summary>The port that an SRV record names: <c>__meta_dns_srv_record_port</c>.</summary>
    [LabelName("__meta_dns_srv_record_port")]
    public static Label<DnsTarget> SrvPort { get; } = "__meta_dns_srv_record_port";

    /// <summary>The host that an MX record names: <c>__meta_dns_mx_record_target</c>.</summary>
    [LabelName("__meta_dns_mx_record_target")]
    public static Label<DnsTarget> MxTarget { get; } = "__meta_dns_mx_record_target";

    /// <summary>The host that an NS record names: <c>__meta_dns_ns_record_target</c>.</summary>
    [LabelName("__meta_dns_ns_record_target")]
    public static Label<DnsTarget> NsTarget { get; } = "__meta_dns_ns_record_target";
}

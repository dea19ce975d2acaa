using PipelineDsl.Http;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Discovery;

/// <summary>A set of options that resources of the Prometheus Operator choose by name.</summary>
/// <param name="Name">The name, as in <c>spec.scrapeClass</c>.</param>
public sealed record ScrapeClass(string Name)
{
    /// <summary>Whether resources that choose no class have this one. The default value is <see langword="false"/>.</summary>
    public bool IsDefault { get; init; }

    /// <summary>TLS where the resource says nothing; its certificates also where the resource leaves them open. The default value is
    /// <see langword="null"/>: none.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>The authentication where the resource has none. The default value is <see langword="null"/>: none.</summary>
    public HttpAuthentication? Authentication { get; init; }

    /// <summary>Rules before those of the resource. The default value is empty.</summary>
    public ValueList<RelabelRule> Relabelings { get; init; } = [];

    /// <summary>Metric rules before those of the resource. The default value is empty.</summary>
    public ValueList<RelabelRule> MetricRelabelings { get; init; } = [];

    /// <summary>Whether targets of monitors get the labels of their node where the resource does not say. The default value is <see langword="false"/>.</summary>
    public bool AttachNodeMetadata { get; init; }

    /// <summary>The format of answers whose content type says none, where the resource does not say. The default value is <see langword="null"/>.</summary>
    public ScrapeProtocol? FallbackProtocol { get; init; }
}

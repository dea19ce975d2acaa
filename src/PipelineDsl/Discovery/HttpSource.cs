using PipelineDsl.Http;

namespace PipelineDsl.Discovery;

/// <summary>Targets that an HTTP endpoint lists.</summary>
/// <param name="Url">Where the list is.</param>
public sealed record HttpSource(Uri Url) : DiscoverySource
{
    /// <summary>How often the list is read. The default value is 60 seconds.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How the endpoint is connected to.</summary>
    public HttpClientOptions Http { get; init; } = HttpClientOptions.Default;

    /// <inheritdoc/>
    public override string ToString() => $"targets listed by {Url}";
}

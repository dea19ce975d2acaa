namespace PipelineDsl.Http;

/// <summary>How an HTTP client connects, for scrapes, discovery and token requests alike.</summary>
/// <remarks>The names are those of Prometheus' HTTP configuration.</remarks>
public sealed record HttpClientOptions
{
    /// <summary>The options where nothing was said.</summary>
    public static HttpClientOptions Default { get; } = new();

    /// <summary>How the client proves who it is. The default value is <see langword="null"/>: it does not.</summary>
    public HttpAuthentication? Authentication { get; init; }

    /// <summary>What is trusted and shown over TLS.</summary>
    public TlsOptions Tls { get; init; } = TlsOptions.Default;

    /// <summary>The way through a proxy. The default value is <see langword="null"/>: none, whatever the environment says.</summary>
    public ProxyOptions? Proxy { get; init; }

    /// <summary>Whether redirects are followed; credentials go along to the same host only. The default value is <see langword="true"/>.</summary>
    public bool FollowRedirects { get; init; } = true;

    /// <summary>Whether HTTP/2 is offered to servers over TLS. The default value is <see langword="true"/>.</summary>
    public bool EnableHttp2 { get; init; } = true;

    /// <summary>Whether nothing but HTTP/2 will do, as for gRPC, also without TLS. The default value is <see langword="false"/>.</summary>
    internal bool RequiresHttp2 { get; init; }

    /// <summary>Looks for what contradicts itself.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it and the mend.</exception>
    public void Validate()
    {
        Tls.Validate();
        Proxy?.Validate();
        Authentication?.Validate();
    }
}

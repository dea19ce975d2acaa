using PipelineDsl.Discovery;

namespace PipelineDsl.Http;

/// <summary>A token that is fetched with client credentials (RFC 6749, section 4.4) and renewed before it expires.</summary>
/// <param name="ClientId">The client's name.</param>
/// <param name="ClientSecret">The client's secret.</param>
/// <param name="TokenUrl">Where tokens are had.</param>
public sealed record OAuth2Authentication(Secret ClientId, Secret ClientSecret, Uri TokenUrl) : HttpAuthentication
{
    /// <summary>The scopes asked for. The default value is empty.</summary>
    public ValueList<string> Scopes { get; init; } = [];

    /// <summary>Further parameters of the token request, sorted by name. The default value is empty.</summary>
    public ValueList<KeyValuePair<string, string>> EndpointParams { get; init; } = [];

    /// <summary>TLS towards the token endpoint.</summary>
    public TlsOptions Tls { get; init; } = TlsOptions.Default;

    /// <summary>The proxy towards the token endpoint. The default value is <see langword="null"/>: none.</summary>
    public ProxyOptions? Proxy { get; init; }

    internal override void Validate()
    {
        if (!TokenUrl.IsAbsoluteUri || TokenUrl.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"The token URL is '{TokenUrl}': write an absolute http or https address.");
        }

        Tls.Validate();
        Proxy?.Validate();
    }
}

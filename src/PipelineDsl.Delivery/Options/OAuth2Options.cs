using PipelineDsl.Http;

namespace PipelineDsl.Delivery;

/// <summary>A token that is fetched with client credentials and renewed before it expires: Prometheus' <c>oauth2</c>.</summary>
public sealed class OAuth2Options
{
    /// <summary>The client's name. There is no default value.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client's secret. The default value is <see langword="null"/>: it is in <see cref="ClientSecretFile"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>A file with the client's secret, read again for every token. The default value is <see langword="null"/>.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>Where tokens are had, <c>http</c> or <c>https</c>. There is no default value.</summary>
    public string? TokenUrl { get; set; }

    /// <summary>The scopes asked for. The default value is empty.</summary>
    public string[] Scopes { get; set; } = [];

    /// <summary>Further parameters of the token request. The default value is empty.</summary>
    public Dictionary<string, string> EndpointParams { get; set; } = new(StringComparer.Ordinal);

    /// <summary>TLS towards the token endpoint.</summary>
    public ClientTlsOptions Tls { get; set; } = new();

    /// <summary>The proxy towards the token endpoint. The default value is <see langword="null"/>: none.</summary>
    public ClientProxyOptions? Proxy { get; set; }

    internal OAuth2Authentication ToAuthentication() => new(
        Secret.FromValue(ClientId!), SecretSource.Of(ClientSecret, ClientSecretFile)!, new Uri(TokenUrl!))
    {
        Scopes = [.. Scopes],
        EndpointParams = [.. EndpointParams.OrderBy(parameter => parameter.Key, StringComparer.Ordinal)],
        Tls = Tls.ToTls(),
        Proxy = Proxy?.ToProxy(),
    };

    internal OAuth2Options Copy()
    {
        var copy = (OAuth2Options)MemberwiseClone();
        copy.EndpointParams = new(EndpointParams, EndpointParams.Comparer);
        copy.Tls = Tls.Copy();
        copy.Proxy = Proxy?.Copy();
        return copy;
    }
}

using PipelineDsl.Http;

namespace PipelineDsl.Delivery;

/// <summary>The proxy on the way to a destination or to its token endpoint: Prometheus' <c>proxy_url</c> and its neighbours.</summary>
public sealed class ClientProxyOptions
{
    /// <summary>The proxy's address, which may hold a user name and a password. The default value is <see langword="null"/>: the environment's, if
    /// <see cref="FromEnvironment"/> says so.</summary>
    public string? Url { get; set; }

    /// <summary>Hosts that are reached directly: names, suffixes, addresses and CIDR ranges, separated by commas. The default value is empty.</summary>
    public string NoProxy { get; set; } = "";

    /// <summary>Whether <c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c> and <c>NO_PROXY</c> decide. The default value is <see langword="false"/>.</summary>
    public bool FromEnvironment { get; set; }

    /// <summary>Headers of the <c>CONNECT</c> requests that open tunnels for https. The default value is empty.</summary>
    public Dictionary<string, string> ConnectHeaders { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    internal ProxyOptions ToProxy() => new()
    {
        Url = Url is null ? null : new Uri(Url),
        NoProxy = NoProxy,
        FromEnvironment = FromEnvironment,
        ConnectHeaders = [.. ConnectHeaders.Select(header => new ProxyHeader(header.Key, [Secret.FromValue(header.Value)]))],
    };

    internal ClientProxyOptions Copy()
    {
        var copy = (ClientProxyOptions)MemberwiseClone();
        copy.ConnectHeaders = new(ConnectHeaders, ConnectHeaders.Comparer);
        return copy;
    }
}

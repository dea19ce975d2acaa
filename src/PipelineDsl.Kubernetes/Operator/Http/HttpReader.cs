using PipelineDsl.Http;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Reads how an endpoint or a discovery is connected to.</summary>
internal static class HttpReader
{
    /// <summary>Reads the options of a scrape, completed by the scrape class.</summary>
    /// <param name="owner">What has the fields.</param>
    /// <param name="proxy">What has the proxy's fields: the same, but for a Probe.</param>
    /// <param name="http2">The name of the field that allows HTTP/2: its case differs from kind to kind.</param>
    /// <param name="scope">The resource.</param>
    public static HttpClientOptions ReadScrapeHttp(this Field owner, Field proxy, string http2, ResourceScope scope) => Read(owner, proxy, http2, scope) with
    {
        Authentication = owner.ReadAuthentication(scope) ?? scope.Class?.Authentication,
        Tls = owner["tlsConfig"].ReadTls(scope).With(scope.Class?.Tls),
    };

    /// <summary>Reads the options of a discovery.</summary>
    public static HttpClientOptions ReadDiscoveryHttp(this Field owner, ResourceScope scope) => Read(owner, owner, "enableHTTP2", scope) with
    {
        Authentication = owner.ReadAuthentication(scope),
        Tls = owner["tlsConfig"].ReadTls(scope) ?? TlsOptions.Default,
    };

    private static HttpClientOptions Read(Field owner, Field proxy, string http2, ResourceScope scope) => new()
    {
        Proxy = proxy.ReadProxy(scope),
        FollowRedirects = owner["followRedirects"].Flag() ?? true,
        EnableHttp2 = owner[http2].Flag() ?? true,
    };
}

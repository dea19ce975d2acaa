using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace PipelineDsl.Http;

/// <summary>Makes the connections that the platform's handler cannot: with another server name, or with headers for the proxy.</summary>
/// <param name="options">How to connect.</param>
/// <param name="material">What TLS needs.</param>
internal sealed class Connector(HttpClientOptions options, TlsMaterial material)
{
    private readonly ProxySelector? _proxies = options.Proxy is null ? null : new ProxySelector(options.Proxy, exceptSecure: false);

    /// <summary>Whether the options ask for more than the platform's handler does.</summary>
    public bool IsNeeded => options.Tls.ServerName is not null || options.Proxy is { ConnectHeaders.Count: > 0 };

    /// <summary>Connects. TLS is left to the caller unless the server goes by another name.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Uri target = context.InitialRequestMessage.RequestUri!;
        Uri? proxy = target.Scheme == "https" ? _proxies?.Find(target) : null;
        DnsEndPoint endPoint = proxy is null ? context.DnsEndPoint : new DnsEndPoint(proxy.IdnHost, proxy.Port);
        Stream stream = await OpenAsync(endPoint, cancellationToken).ConfigureAwait(false);
        try
        {
            if (proxy is not null)
            {
                stream = proxy.Scheme == "https" ? await SecureAsync(stream, proxy.IdnHost, http2: false, cancellationToken).ConfigureAwait(false) : stream;
                await ProxyTunnel.OpenAsync(stream, proxy, context.DnsEndPoint, options.Proxy!, cancellationToken).ConfigureAwait(false);
            }

            return target.Scheme == "https" && options.Tls.ServerName is { } name
                ? await SecureAsync(stream, name, options.EnableHttp2, cancellationToken).ConfigureAwait(false)
                : stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<Stream> OpenAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Stream> SecureAsync(Stream stream, string name, bool http2, CancellationToken cancellationToken)
    {
        SslClientAuthenticationOptions tls = material.ToOptions(options.Tls);
        tls.TargetHost = name;
        tls.ApplicationProtocols = http2 ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] : [SslApplicationProtocol.Http11];
        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(tls, cancellationToken).ConfigureAwait(false);
        return secure;
    }
}

using System.Net;

namespace PipelineDsl.Http;

/// <summary>Sends requests over connections that are made anew when the files they depend on change.</summary>
/// <param name="options">How to connect.</param>
/// <param name="time">The time.</param>
internal sealed class TransportHandler(HttpClientOptions options, TimeProvider time) : HttpMessageHandler
{
    // So many targets need not read the same files at the same moment.
    private static readonly TimeSpan s_freshness = TimeSpan.FromSeconds(1);

    // A name may get another address: connections are given up now and then, and the name is asked for again.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    private readonly bool _hasFiles = options.Tls is not { Ca: null, Certificate: null };
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private Transport? _current;
    private long _readAt;
    private bool _isDisposed;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Version = options.RequiresHttp2 ? HttpVersion.Version20 : HttpVersion.Version11;
        request.VersionPolicy = options.EnableHttp2 && !options.RequiresHttp2
            ? HttpVersionPolicy.RequestVersionOrHigher
            : HttpVersionPolicy.RequestVersionExact;
        Transport transport = TryAcquire() ?? await RenewAsync(cancellationToken).ConfigureAwait(false);
        return await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_lock)
            {
                _isDisposed = true;
                _current?.Release();
                _current = null;
            }
        }

        base.Dispose(disposing);
    }

    private Transport? TryAcquire()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _current is not null && (!_hasFiles || time.GetElapsedTime(_readAt) < s_freshness) ? _current.Acquire() : null;
        }
    }

    private async Task<Transport> RenewAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (TryAcquire() is { } renewed)
            {
                return renewed;
            }

            TlsMaterial material = await TlsMaterial.ReadAsync(options.Tls, cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                if (_current?.Material != material)
                {
                    Transport made = Connect(material);
                    _current?.Release();
                    _current = made;
                }

                _readAt = time.GetTimestamp();
                return _current.Acquire();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private Transport Connect(TlsMaterial material)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = s_connectionLifetime,
            PooledConnectionIdleTimeout = s_connectionLifetime,
            SslOptions = material.ToOptions(options.Tls),
        };
        var connector = new Connector(options, material);
        if (options.Proxy is not null)
        {
            handler.UseProxy = true;
            handler.Proxy = new ProxySelector(options.Proxy, exceptSecure: connector.IsNeeded);
        }

        if (connector.IsNeeded)
        {
            handler.ConnectCallback = connector.ConnectAsync;
        }

        return new Transport(material, handler);
    }
}

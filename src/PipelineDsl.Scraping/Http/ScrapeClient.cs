using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Scraping.Http;

/// <summary>Fetches bodies over one shared connection pool.</summary>
internal sealed class ScrapeClient : IDisposable
{
    /// <summary>The largest body that is read, without compression: beyond it a target is broken or hostile.</summary>
    public const int MaxBodyLength = 256 * 1024 * 1024;

    private const int MaxRedirects = 10;

    private const string Accept =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

    private readonly BodyBuffers _buffers = new(2 * Environment.ProcessorCount);
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AutomaticDecompression = DecompressionMethods.GZip,
        AllowAutoRedirect = true,
        MaxAutomaticRedirections = MaxRedirects,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,
    });

    /// <summary>What requests say they come from.</summary>
    public static string UserAgent { get; } = "PipelineDsl/" + Version();

    /// <summary>Fetches a target's body.</summary>
    /// <param name="target">The target.</param>
    /// <param name="sizeHint">How long the body was the last time.</param>
    /// <param name="cancellationToken">Ends the fetch, reading of the body included.</param>
    /// <exception cref="ScrapeException">The target did not answer, or not with a body.</exception>
    public async Task<ScrapeBody> FetchAsync(TargetDefinition target, int sizeHint, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target.Url) { VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher };
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation(
            "X-Prometheus-Scrape-Timeout-Seconds", target.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new ScrapeException("status", $"the target answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd());
            }

            Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            string contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : "";
            return await ReadAsync(stream, contentType, sizeHint, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new ScrapeException("connection", Describe(e, target.Url), e);
        }
        catch (InvalidDataException e)
        {
            throw new ScrapeException("encoding", "the compressed body is corrupt", e);
        }
        catch (IOException e)
        {
            throw new ScrapeException("connection", $"the connection broke while the body was read: {e.Message}", e);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ScrapeBody> ReadAsync(Stream stream, string contentType, int sizeHint, CancellationToken cancellationToken)
    {
        byte[] buffer = _buffers.Rent(sizeHint + 1);
        int length = 0;
        try
        {
            while (true)
            {
                // One byte stays free for a line break.
                int read = await stream.ReadAsync(buffer.AsMemory(length, buffer.Length - length - 1), cancellationToken).ConfigureAwait(false);
                length += read;
                if (read == 0)
                {
                    return new ScrapeBody(_buffers, buffer, length, contentType);
                }

                if (length == buffer.Length - 1)
                {
                    buffer = Grow(buffer);
                }
            }
        }
        catch
        {
            _buffers.Return(buffer);
            throw;
        }
    }

    private byte[] Grow(byte[] buffer)
    {
        if (buffer.Length > MaxBodyLength)
        {
            throw new ScrapeException("size", $"the body is longer than {MaxBodyLength / 1024 / 1024} MiB");
        }

        byte[] larger = _buffers.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        _buffers.Return(buffer);
        return larger;
    }

    private static string Describe(HttpRequestException e, Uri url) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"the host name {url.Host} cannot be resolved",
        HttpRequestError.ConnectionError when e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"connection refused by {url.Authority}",
        HttpRequestError.ConnectionError => $"no connection to {url.Authority}: {e.InnerException?.Message ?? e.Message}",
        HttpRequestError.SecureConnectionError => $"no TLS connection to {url.Authority}: {e.InnerException?.Message ?? e.Message}",
        _ => e.Message,
    };

    private static string Version()
    {
        string version = typeof(ScrapeClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        return version.Split('+')[0];
    }
}

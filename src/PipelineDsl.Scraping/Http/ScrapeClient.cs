using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using PipelineDsl.Http;
using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Scraping.Http;

/// <summary>Fetches the bodies of one job's targets.</summary>
internal sealed class ScrapeClient : IDisposable
{
    /// <summary>The largest body that is read, without compression, where no limit is set: beyond it a target is broken or hostile.</summary>
    public const int MaxBodyLength = 256 * 1024 * 1024;

    private readonly HttpClientLease _http;
    private readonly BodyBuffers _buffers;
    private readonly string _accept;
    private readonly string _acceptEncoding;
    private readonly long _limit;

    /// <summary>Prepares the job's requests.</summary>
    /// <param name="options">How the job scrapes.</param>
    /// <param name="http">Sends the requests; given back on disposal.</param>
    /// <param name="buffers">Holds the bodies.</param>
    public ScrapeClient(ScrapeOptions options, HttpClientLease http, BodyBuffers buffers)
    {
        (_http, _buffers) = (http, buffers);
        _accept = AcceptHeader.Write(options);
        _acceptEncoding = options.EnableCompression ? "gzip" : "identity";
        _limit = options.Limits.BodySize;
    }

    /// <summary>What requests say they come from.</summary>
    public static string UserAgent { get; } = "PipelineDsl/" + Version();

    /// <summary>Fetches a target's body.</summary>
    /// <param name="target">The target.</param>
    /// <param name="sizeHint">How long the body was the last time.</param>
    /// <param name="cancellationToken">Ends the fetch, reading of the body included.</param>
    /// <exception cref="ScrapeException">The target did not answer, or not with a body.</exception>
    public async Task<ScrapeBody> FetchAsync(TargetDefinition target, int sizeHint, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target.Url);
        request.Headers.TryAddWithoutValidation("Accept", _accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", _acceptEncoding);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation(
            "X-Prometheus-Scrape-Timeout-Seconds", target.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        try
        {
            using HttpResponseMessage response = await _http.Client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new ScrapeException("status", $"the target answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd());
            }

            await using Stream stream = await CompressedContent.OpenAsync(response, cancellationToken).ConfigureAwait(false);
            string contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : "";
            return await ReadAsync(stream, contentType, sizeHint, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectionSetupException e)
        {
            throw new ScrapeException("setup", e.Message, e);
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

                if (_limit > 0 && length >= _limit)
                {
                    throw new ScrapeException(ScrapeException.BodySizeLimit, $"body_size_limit exceeded: the body is not shorter than {_limit} bytes");
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
            throw new ScrapeException(ScrapeException.BodySizeLimit, $"the body is longer than {MaxBodyLength / 1024 / 1024} MiB");
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

using System.Net;
using Microsoft.Extensions.Logging;
using PipelineDsl.Discovery;
using PipelineDsl.Http;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Diagnostics;
using PipelineDsl.Scraping.Discovery;
using PipelineDsl.Scraping.Http;

namespace PipelineDsl.Scraping;

/// <summary>Reports the targets that an HTTP endpoint lists, as Prometheus' <c>http_sd</c>.</summary>
/// <remarks>While the list cannot be read the last one stays. Each entry of the list is a group: <c>url:0</c>, <c>url:1</c>, ...</remarks>
public sealed class HttpDiscovery : ITargetDiscovery, IDisposable
{
    // A list this long is an error at the other end.
    private const int MaxListLength = 64 * 1024 * 1024;

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HttpClientPool _http;

    /// <summary>Creates the discovery.</summary>
    /// <param name="time">The time, by which lists are read again.</param>
    /// <param name="loggers">Makes the logger.</param>
    public HttpDiscovery(TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        (_time, _logger, _http) = (time, loggers.CreateLogger<HttpDiscovery>(), new HttpClientPool(time));
    }

    /// <inheritdoc/>
    public bool CanDiscover(DiscoverySource source) => source is HttpSource;

    /// <inheritdoc/>
    public async Task RunAsync(DiscoverySource source, ITargetObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (source is not HttpSource list)
        {
            throw new ArgumentException($"'{source}' is not a list behind a URL.", nameof(source));
        }

        using HttpClientLease http = _http.Rent(list.Http);
        using var timer = new PeriodicTimer(list.RefreshInterval, _time);
        bool isFailing = false;
        int groups = 0;
        try
        {
            do
            {
                (List<List<LabelSet>>? targets, string? error) = await ReadAsync(http.Client, list, cancellationToken).ConfigureAwait(false);
                if (targets is null)
                {
                    if (!isFailing)
                    {
                        _logger.ListFails(list.Url, error!);
                    }

                    isFailing = true;
                    continue;
                }

                if (isFailing)
                {
                    _logger.ListRecovered(list.Url, targets.Count, targets.Sum(t => t.Count));
                }

                isFailing = false;
                Report(observer, list.Url, targets, groups);
                groups = targets.Count;
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // That is how a discovery ends.
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private static void Report(ITargetObserver observer, Uri url, List<List<LabelSet>> groups, int before)
    {
        for (int i = 0; i < Math.Max(groups.Count, before); i++)
        {
            observer.Update($"{url}:{i}", i < groups.Count ? groups[i] : []);
        }

        observer.Synced();
    }

    private async Task<(List<List<LabelSet>>? Groups, string? Error)> ReadAsync(
        HttpMessageInvoker http, HttpSource list, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(list.RefreshInterval, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, list.Url);
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
            request.Headers.TryAddWithoutValidation("User-Agent", ScrapeClient.UserAgent);
            request.Headers.TryAddWithoutValidation(
                "X-Prometheus-Refresh-Interval-Seconds",
                list.RefreshInterval.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
            using HttpResponseMessage response = await http.SendAsync(request, linked.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return (null, $"the answer was {(int)response.StatusCode} {response.ReasonPhrase}");
            }

            if (!string.Equals(response.Content.Headers.ContentType?.MediaType, "application/json", StringComparison.OrdinalIgnoreCase))
            {
                return (null, $"the answer's Content-Type was '{response.Content.Headers.ContentType}', not application/json");
            }

            await using Stream stream = await CompressedContent.OpenAsync(response, linked.Token).ConfigureAwait(false);
            byte[] body = await ReadAsync(stream, linked.Token).ConfigureAwait(false);
            return TargetList.TryRead(body, ("__meta_url", list.Url.OriginalString), out List<List<LabelSet>>? groups, out string? error) ? (groups, null) : (null, error);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return (null, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"timeout after {PrometheusDuration.Format(list.RefreshInterval)}");
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        byte[] part = new byte[64 * 1024];
        while (await stream.ReadAsync(part, cancellationToken).ConfigureAwait(false) is > 0 and int read)
        {
            body.Write(part, 0, read);
            if (body.Length > MaxListLength)
            {
                throw new InvalidDataException($"the list is longer than {MaxListLength / 1024 / 1024} MiB");
            }
        }

        return body.ToArray();
    }
}

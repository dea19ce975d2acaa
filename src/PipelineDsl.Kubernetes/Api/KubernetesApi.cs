using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>The Kubernetes API over HTTP: JSON, pages, watches.</summary>
/// <param name="load">Finds the way to the server; asked again after it was refused, so that renewed credentials are taken.</param>
/// <param name="time">Measures the time limits.</param>
/// <param name="metrics">Counts the requests.</param>
internal sealed class KubernetesApi(Func<KubernetesAccess> load, TimeProvider time, KubernetesMetrics metrics) : IKubernetesApi
{
    /// <summary>How many objects a page has at most.</summary>
    public const int PageSize = 500;

    /// <summary>A page that takes longer than this is given up. The server itself gives up after 60 seconds.</summary>
    private static readonly TimeSpan ListTimeout = TimeSpan.FromSeconds(120);

    /// <summary>A watch that its server does not end in time is ended this much later.</summary>
    private static readonly TimeSpan WatchGrace = TimeSpan.FromSeconds(90);

    private static readonly ProductInfoHeaderValue UserAgent =
        new("PipelineDsl", typeof(KubernetesApi).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly Lock _lock = new();
    private ApiConnection? _current;
    private bool _disposed;

    public async Task<ListPage> ListAsync(ResourceQuery query, string continueToken, IObjectSink sink, CancellationToken cancellationToken)
    {
        ListPage page = default;
        await RequestAsync(query, "list", query.ListUrl(PageSize, continueToken), ListTimeout, ReadAsync, cancellationToken);
        return page;

        async Task ReadAsync(KubernetesAccess access, Stream body, CancellationToken limit)
        {
            using var buffer = new PooledBuffer(64 * 1024);
            var reader = new ListReader(sink);
            bool hasMore;
            do
            {
                hasMore = await buffer.FillAsync(body, limit);
                buffer.Take(reader.Read(buffer.Span, isLast: !hasMore));
            }
            while (hasMore);

            page = reader.Page;
        }
    }

    public Task WatchAsync(ResourceQuery query, string resourceVersion, TimeSpan timeout, IObjectSink sink, CancellationToken cancellationToken)
    {
        int seconds = (int)timeout.TotalSeconds;
        string url = resourceVersion.Length == 0 ? query.StreamUrl(seconds) : query.WatchUrl(resourceVersion, seconds);
        return RequestAsync(query, "watch", url, timeout + WatchGrace, ReadAsync, cancellationToken);

        async Task ReadAsync(KubernetesAccess access, Stream body, CancellationToken limit)
        {
            sink.WatchOpened();
            using var buffer = new PooledBuffer(16 * 1024);
            while (await buffer.FillAsync(body, limit))
            {
                while (buffer.TryTakeLine(out ReadOnlySpan<byte> line))
                {
                    if (!line.IsEmpty && WatchLine.Read(line, sink) is { } error)
                    {
                        throw ApiErrors.Refused(access, query, "watch", error.Code, error.Message);
                    }
                }
            }

            if (!buffer.Span.IsEmpty)
            {
                throw ApiErrors.Interrupted(access, query, "watch", null);
            }
        }
    }

    public async Task<ObjectVersion> SendAsync(ObjectRequest request, CancellationToken cancellationToken)
    {
        ObjectVersion version = default;
        await RequestAsync(
            request.Query, request.Verb, request.Query.ObjectUrl(request.Name), request.Limit, ReadAsync, cancellationToken, request.Method, request.Body);
        return version;

        async Task ReadAsync(KubernetesAccess access, Stream body, CancellationToken limit)
        {
            using var buffer = new PooledBuffer(4096);
            while (await buffer.FillAsync(body, limit))
            {
            }

            version = ObjectVersion.Read(buffer.Span);
        }
    }

    public ValueTask DisposeAsync()
    {
        ApiConnection? last;
        lock (_lock)
        {
            _disposed = true;
            (last, _current) = (_current, null);
        }

        last?.Retire();
        return ValueTask.CompletedTask;
    }

    private async Task RequestAsync(
        ResourceQuery query, string verb, string url, TimeSpan limit, Func<KubernetesAccess, Stream, CancellationToken, Task> read,
        CancellationToken cancellationToken, HttpMethod? method = null, ReadOnlyMemory<byte> sent = default)
    {
        ApiConnection connection = Enter();
        bool answered = false;
        using var patience = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            using var request = new HttpRequestMessage(method ?? HttpMethod.Get, connection.Root + url)
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            };
            if (!sent.IsEmpty)
            {
                request.Content = new ReadOnlyMemoryContent(sent);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            }

            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue(UserAgent.Product!));
            using HttpResponseMessage response = await connection.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            answered = true;
            metrics.RequestAnswered(verb, query.Type.Plural, (int)response.StatusCode);
            await using Stream body = await response.Content.ReadAsStreamAsync(either.Token);
            if (method is null ? response.StatusCode != HttpStatusCode.OK : !response.IsSuccessStatusCode)
            {
                throw await RefusalAsync(connection, query, verb, response, body, either.Token);
            }

            await read(connection.Access, body, either.Token);
        }
        catch (Exception e) when (Translate(e, connection, query, verb, answered, cancellationToken) is { } translated)
        {
            if (!answered)
            {
                metrics.RequestFailed(verb, query.Type.Plural);
            }

            throw translated;
        }
        finally
        {
            connection.Leave();
        }
    }

    private KubernetesApiException? Translate(
        Exception exception, ApiConnection connection, ResourceQuery query, string verb, bool answered, CancellationToken cancellationToken)
    {
        KubernetesAccess access = connection.Access;
        switch (exception)
        {
            case JsonException:
                return ApiErrors.Malformed(access, query, verb, exception);
            case OperationCanceledException when cancellationToken.IsCancellationRequested:
                return null;
            case OperationCanceledException:
                return answered ? ApiErrors.Interrupted(access, query, verb, null) : ApiErrors.Unreachable(access, new TimeoutException("no answer in time."));
            case IOException or HttpRequestException when answered:
                return ApiErrors.Interrupted(access, query, verb, exception);
            case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                Forget(connection);
                return ApiErrors.Unreachable(access, exception);
            case IOException or HttpRequestException:
                return ApiErrors.Unreachable(access, exception);
            default:
                return null;
        }
    }

    private async Task<KubernetesApiException> RefusalAsync(
        ApiConnection connection, ResourceQuery query, string verb, HttpResponseMessage response, Stream body, CancellationToken cancellationToken)
    {
        using var buffer = new PooledBuffer(4096);
        while (buffer.Span.Length < 64 * 1024 && await buffer.FillAsync(body, cancellationToken))
        {
        }

        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            Forget(connection);
        }

        return ApiErrors.Refused(
            connection.Access, query, verb, (int)response.StatusCode, ApiStatus.Read(buffer.Span).Message, RetryAfter(response.Headers.RetryAfter));
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        TimeSpan? asked = header?.Delta ?? header?.Date - time.GetUtcNow();
        return asked is null ? null : asked > TimeSpan.Zero ? asked : TimeSpan.Zero;
    }

    private ApiConnection Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_current is null || !_current.TryEnter())
            {
                _current = new ApiConnection(load());
                _current.TryEnter();
            }

            return _current;
        }
    }

    // Whoever asks next loads the access again: certificates and tokens may have been renewed meanwhile.
    private void Forget(ApiConnection connection)
    {
        lock (_lock)
        {
            if (_current == connection)
            {
                _current = null;
            }
        }

        connection.Retire();
    }
}

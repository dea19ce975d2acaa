using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using PipelineDsl.Http;

namespace PipelineDsl.Delivery;

/// <summary>Sends one request and says what became of it.</summary>
internal sealed class RemoteWriteClient : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly Uri _url;
    private readonly DestinationOptions _options;
    private readonly TimeProvider _time;

    public RemoteWriteClient(DestinationOptions options, TimeProvider time, HttpMessageHandler? handler)
    {
        _http = new HttpMessageInvoker(HttpHandlers.Create(options.ToHttp(), time, handler), disposeHandler: handler is null);
        _url = new Uri(options.Url!);
        _options = options;
        _time = time;
    }

    /// <param name="batch">The request, sealed.</param>
    /// <param name="attempt">0 for the first try of this request.</param>
    /// <param name="cancellationToken">Gives the request up, with an <see cref="OperationCanceledException"/>.</param>
    public async Task<SendOutcome> SendAsync(Batch batch, int attempt, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.RemoteTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var body = new BodyContent(batch.Body);
        try
        {
            using HttpRequestMessage request = await CreateAsync(batch, body, attempt, either.Token).ConfigureAwait(false);
            using HttpResponseMessage response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            return await ReadAsync(batch, response, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome(SendOutcomeKind.Retry, $"no answer within {_options.RemoteTimeout}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new SendOutcome(SendOutcomeKind.Retry, AnswerText.Describe(error));
        }
        finally
        {
            batch.IsRead |= !body.IsIdle;
        }
    }

    public void Dispose() => _http.Dispose();

    private async ValueTask<HttpRequestMessage> CreateAsync(Batch batch, BodyContent body, int attempt, CancellationToken cancellationToken)
    {
        bool isVersion2 = batch.Version == RemoteWriteVersion.Two;
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = body };
        HttpContentHeaders content = request.Content.Headers;
        content.TryAddWithoutValidation("Content-Type", isVersion2 ? RemoteWriteHeaders.ContentType2 : RemoteWriteHeaders.ContentType);
        content.TryAddWithoutValidation("Content-Encoding", RemoteWriteHeaders.ContentEncoding);
        HttpRequestHeaders headers = request.Headers;
        headers.TryAddWithoutValidation("User-Agent", RemoteWriteHeaders.UserAgent);
        headers.TryAddWithoutValidation(
            RemoteWriteHeaders.ProtocolVersion, isVersion2 ? RemoteWriteHeaders.ProtocolVersion2 : RemoteWriteHeaders.ProtocolVersion1);
        if (attempt > 0)
        {
            headers.TryAddWithoutValidation(RemoteWriteHeaders.RetryAttempt, attempt.ToString(CultureInfo.InvariantCulture));
        }

        if (_options.TenantId is { } tenant)
        {
            headers.TryAddWithoutValidation(RemoteWriteHeaders.Tenant, tenant);
        }

        foreach ((string name, string value) in _options.Headers)
        {
            headers.TryAddWithoutValidation(name, value);
        }

        if (_options.Signer is { } signer)
        {
            await signer.SignAsync(request, batch.Body, cancellationToken).ConfigureAwait(false);
        }

        return request;
    }

    private async Task<SendOutcome> ReadAsync(Batch batch, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        WrittenCounts? written = batch.Version == RemoteWriteVersion.Two ? WrittenCounts.Read(response) : null;
        if (response.IsSuccessStatusCode)
        {
            return batch.Version == RemoteWriteVersion.One
                ? new SendOutcome(SendOutcomeKind.Delivered)
                : written is { } counts
                    ? new SendOutcome(SendOutcomeKind.Delivered, Missing(batch, counts), Written: written)

                    // A receiver of 1.0 finds none of its fields in a request of 2.0, and is content.
                    : new SendOutcome(SendOutcomeKind.Unsupported, $"the answer has no header {RemoteWriteHeaders.SamplesWritten}");
        }

        bool isPassing = (response.StatusCode == HttpStatusCode.TooManyRequests && _options.Queue.RetryOnHttp429) || (int)response.StatusCode >= 500;
        bool isUnsupported = response.StatusCode == HttpStatusCode.UnsupportedMediaType && batch.Version == RemoteWriteVersion.Two;
        string status = $"{(int)response.StatusCode} {response.StatusCode}";
        string message = await AnswerText.ReadTextAsync(response, cancellationToken).ConfigureAwait(false);
        return new SendOutcome(
            isPassing ? SendOutcomeKind.Retry : isUnsupported ? SendOutcomeKind.Unsupported : SendOutcomeKind.Rejected,
            message.Length == 0 ? status : $"{status}: {message}",
            AnswerText.RetryAfter(response, _time),
            written);
    }

    private static string Missing(Batch batch, WrittenCounts written) =>
        written.Samples < batch.Samples ? $"only {written.Samples} of {batch.Samples} samples were written"
        : written.Exemplars < batch.Exemplars ? $"only {written.Exemplars} of {batch.Exemplars} exemplars were written" : "";
}

using System.Net.Http.Headers;
using PipelineDsl.Http;

namespace PipelineDsl.Delivery;

/// <summary>Sends one request and says what became of it.</summary>
internal sealed class DeliveryClient : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly DestinationOptions _options;
    private readonly IDeliveryProtocol _protocol;
    private readonly TimeProvider _time;

    /// <param name="options">How the receiver is reached.</param>
    /// <param name="protocol">What is sent.</param>
    /// <param name="time">The clock.</param>
    /// <param name="handler">What sends the requests, which is not disposed; <see langword="null"/> for sockets.</param>
    public DeliveryClient(DestinationOptions options, IDeliveryProtocol protocol, TimeProvider time, HttpMessageHandler? handler)
    {
        _http = new HttpMessageInvoker(HttpHandlers.Create(options.ToHttp(), time, handler), disposeHandler: handler is null);
        (_options, _protocol, _time) = (options, protocol, time);
    }

    /// <param name="batch">The request, sealed.</param>
    /// <param name="attempt">0 for the first try of this request.</param>
    /// <param name="cancellationToken">Gives the request up, with an <see cref="OperationCanceledException"/>.</param>
    public async Task<SendOutcome> SendAsync(Batch batch, int attempt, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> bytes = _protocol.ContentOf(batch);
        using var timeout = new CancellationTokenSource(_options.RemoteTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var body = new BodyContent(bytes);
        try
        {
            using HttpRequestMessage request = _protocol.CreateRequest(batch, body, attempt);
            AddHeaders(request.Headers);
            if (_options.Signer is { } signer)
            {
                await signer.SignAsync(request, bytes, either.Token).ConfigureAwait(false);
            }

            using HttpResponseMessage response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            return await _protocol.ReadAsync(batch, response, either.Token).ConfigureAwait(false);
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

    private void AddHeaders(HttpRequestHeaders headers)
    {
        headers.TryAddWithoutValidation("User-Agent", RemoteWriteHeaders.UserAgent);
        if (_options.TenantId is { } tenant)
        {
            headers.TryAddWithoutValidation(RemoteWriteHeaders.Tenant, tenant);
        }

        foreach ((string name, string value) in _options.Headers)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }
}

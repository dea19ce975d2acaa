using System.IO.Compression;
using System.Net.Http.Headers;
using PipelineDsl.Http;

namespace PipelineDsl.Delivery;

/// <summary>Sends one request and says what became of it.</summary>
internal sealed class OtlpClient : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly DestinationOptions _options;
    private readonly TimeProvider _time;
    private readonly IOtlpProtocol _protocol;
    private readonly bool _compresses;

    public OtlpClient(DestinationOptions options, TimeProvider time, HttpMessageHandler? handler)
    {
        bool isGrpc = options.Protocol == OtlpProtocols.Grpc;
        _compresses = options.Compression == OtlpProtocols.Gzip;
        _protocol = isGrpc ? new OtlpGrpc(options, _compresses) : new OtlpHttp(options, time, _compresses);
        _http = new HttpMessageInvoker(
            HttpHandlers.Create(options.ToHttp(), time, handler), disposeHandler: handler is null);
        (_options, _time) = (options, time);
    }

    /// <param name="batch">The request.</param>
    /// <param name="cancellationToken">Gives the request up, with an <see cref="OperationCanceledException"/>.</param>
    public async Task<SendOutcome> SendAsync(OtlpBatch batch, CancellationToken cancellationToken)
    {
        Encode(batch);
        using var timeout = new CancellationTokenSource(_options.RemoteTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var body = new BodyContent(batch.Body.GetBuffer().AsMemory(0, (int)batch.Body.Length));
        try
        {
            using HttpRequestMessage request = _protocol.CreateRequest(body);
            await AddHeadersAsync(request, batch, either.Token).ConfigureAwait(false);
            using HttpResponseMessage response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            return await _protocol.ReadAsync(response, batch.Points, either.Token).ConfigureAwait(false);
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

    private async ValueTask AddHeadersAsync(HttpRequestMessage request, OtlpBatch batch, CancellationToken cancellationToken)
    {
        HttpRequestHeaders headers = request.Headers;
        headers.TryAddWithoutValidation("User-Agent", RemoteWriteHeaders.UserAgent);
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
            await signer.SignAsync(request, batch.Body.GetBuffer().AsMemory(0, (int)batch.Body.Length), cancellationToken).ConfigureAwait(false);
        }
    }

    // Once for all tries.
    private void Encode(OtlpBatch batch)
    {
        MemoryStream body = batch.Body;
        if (body.Length > 0)
        {
            return;
        }

        body.SetLength(_protocol.PrefixLength);
        body.Position = _protocol.PrefixLength;
        if (_compresses)
        {
            using var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(batch.Message.Written);
        }
        else
        {
            body.Write(batch.Message.Written);
        }

        _protocol.WritePrefix(body.GetBuffer().AsSpan(0, (int)body.Length));
    }
}

using System.Net;
using System.Net.Http.Headers;

namespace PipelineDsl.Http;

/// <summary>Keeps a token at hand: one request for it at a time, the next before it expires.</summary>
/// <param name="options">Where tokens are had, and for whom.</param>
/// <param name="endpoint">Reaches the token endpoint.</param>
/// <param name="time">The time.</param>
internal sealed class OAuth2Tokens(OAuth2Authentication options, HttpMessageInvoker endpoint, TimeProvider time) : IDisposable
{
    // Clocks differ and requests take time.
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(10);

    // After an error a thousand targets would ask in a row.
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private OAuth2Token? _token;
    private (DateTimeOffset At, string Message)? _error;
    private bool _idInBody;

    /// <summary>The header <c>Authorization</c>.</summary>
    /// <exception cref="ConnectionSetupException">There is no token to be had.</exception>
    public async ValueTask<string> GetAuthorizationAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _token) is { } known && !IsStale(known))
        {
            return known.Authorization;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Somebody else may have fetched it meanwhile.
            if (_token is null || IsStale(_token))
            {
                ThrowIfJustFailed();
                Volatile.Write(ref _token, await FetchAsync(cancellationToken).ConfigureAwait(false));
            }

            return _token!.Authorization;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        endpoint.Dispose();
        _turn.Dispose();
    }

    private bool IsStale(OAuth2Token token) => token.Expires is { } expires && time.GetUtcNow() >= expires - s_margin;

    private void ThrowIfJustFailed()
    {
        if (_error is { } error && time.GetUtcNow() - error.At < s_pause)
        {
            throw new ConnectionSetupException(error.Message);
        }
    }

    private async Task<OAuth2Token> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            (HttpStatusCode status, byte[] body) = await AskAsync(cancellationToken).ConfigureAwait(false);
            if (status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized)
            {
                // Servers differ in where they look for the client's name and secret; what works stays.
                _idInBody = !_idInBody;
                (status, body) = await AskAsync(cancellationToken).ConfigureAwait(false);
            }

            _error = null;
            return status == HttpStatusCode.OK
                ? OAuth2Token.Read(body, time.GetUtcNow())
                : throw new ConnectionSetupException($"the answer was {(int)status} {OAuth2Token.ReadError(body)}".TrimEnd());
        }
        catch (HttpRequestException e)
        {
            string message = $"no token from {options.TokenUrl}: {e.Message}";
            _error = (time.GetUtcNow(), message);
            throw new ConnectionSetupException(message, e);
        }
    }

    private async Task<(HttpStatusCode Status, byte[] Body)> AskAsync(CancellationToken cancellationToken)
    {
        string id = await SecretText.ReadAsync(options.ClientId, "client id", cancellationToken).ConfigureAwait(false);
        string secret = await SecretText.ReadAsync(options.ClientSecret, "client secret", cancellationToken).ConfigureAwait(false);
        List<KeyValuePair<string, string>> form = [new("grant_type", "client_credentials")];
        if (options.Scopes.Count > 0)
        {
            form.Add(new("scope", string.Join(' ', options.Scopes)));
        }

        form.AddRange(options.EndpointParams);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenUrl);
        if (_idInBody)
        {
            form.AddRange([new("client_id", id), new("client_secret", secret)]);
        }
        else
        {
            // Encoded before they are joined (RFC 6749, section 2.3.1).
            string basic = HttpHandlers.Basic(Uri.EscapeDataString(id), Uri.EscapeDataString(secret));
            request.Headers.TryAddWithoutValidation("Authorization", basic);
        }

        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new FormUrlEncodedContent(form);
        using HttpResponseMessage response = await endpoint.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await response.Content.LoadIntoBufferAsync(OAuth2Token.MaxLength, cancellationToken).ConfigureAwait(false);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
    }
}

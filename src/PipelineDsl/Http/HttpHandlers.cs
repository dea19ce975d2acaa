using System.Text;

namespace PipelineDsl.Http;

/// <summary>Makes the message handlers that options describe.</summary>
/// <remarks>They decompress nothing and keep no cookies: <see cref="CompressedContent"/> opens bodies.</remarks>
internal static class HttpHandlers
{
    /// <summary>Makes a handler.</summary>
    /// <param name="options">How it connects.</param>
    /// <param name="time">The time, by which tokens and files are renewed.</param>
    /// <param name="transport">Sends requests; <see langword="null"/> for connections of its own.</param>
    public static HttpMessageHandler Create(HttpClientOptions options, TimeProvider time, HttpMessageHandler? transport = null)
    {
        transport ??= new TransportHandler(options, time);
        return options.Authentication switch
        {
            OAuth2Authentication oauth => OAuth2(oauth, options.FollowRedirects, transport, time),
            { } simple => new RequestHandler(cancellation => AuthorizationAsync(simple, cancellation), options.FollowRedirects, transport),
            null => new RequestHandler(null, options.FollowRedirects, transport),
        };
    }

    private static RequestHandler OAuth2(OAuth2Authentication oauth, bool followRedirects, HttpMessageHandler transport, TimeProvider time)
    {
        var endpoint = new HttpMessageInvoker(Create(new HttpClientOptions { Tls = oauth.Tls, Proxy = oauth.Proxy }, time));
        var tokens = new OAuth2Tokens(oauth, endpoint, time);
        return new RequestHandler(tokens.GetAuthorizationAsync, followRedirects, transport) { Owned = tokens };
    }

    // Secrets are read for each request: the file of a token changes every hour.
    private static async ValueTask<string> AuthorizationAsync(HttpAuthentication authentication, CancellationToken cancellationToken)
    {
        switch (authentication)
        {
            case BasicAuthentication basic:
                string user = await SecretText.ReadAsync(basic.Username, "user name", cancellationToken).ConfigureAwait(false);
                string password = await SecretText.ReadAsync(basic.Password, "password", cancellationToken).ConfigureAwait(false);
                return Basic(user, password);
            case HeaderAuthentication header:
                string credentials = await SecretText.ReadAsync(header.Credentials, "credentials", cancellationToken).ConfigureAwait(false);

                // A file that is still to be written: the server would refuse for good what may be sent a moment later.
                return credentials.Length > 0
                    ? $"{header.Type.Trim()} {credentials}"
                    : throw new ConnectionSetupException($"the credentials are empty: {header.Credentials}");
            default:
                throw new ArgumentException($"{authentication.GetType().Name} is no kind of authentication that is known here.", nameof(authentication));
        }
    }

    internal static string Basic(string user, string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
}

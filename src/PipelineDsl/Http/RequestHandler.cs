
namespace PipelineDsl.Http;

/// <summary>Adds credentials and follows redirects. The two belong together: credentials stay with the server they are for.</summary>
/// <param name="authorization">Makes the header <c>Authorization</c>; <see langword="null"/> if there is none.</param>
/// <param name="followRedirects">Whether redirects are followed.</param>
/// <param name="transport">Sends requests.</param>
internal sealed class RequestHandler(
    Func<CancellationToken, ValueTask<string>>? authorization, bool followRedirects, HttpMessageHandler transport) : DelegatingHandler(transport)
{
    /// <summary>The most redirects that are followed, as in Go.</summary>
    public const int MaxRedirects = 10;

    private static readonly string[] s_private = ["Authorization", "Cookie", "Proxy-Authorization"];

    /// <summary>What ends with this handler.</summary>
    public IDisposable? Owned { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri origin = request.RequestUri!;
        if (authorization is not null)
        {
            await AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        }

        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!followRedirects || FindTarget(request, response) is not { } target)
            {
                return response;
            }

            response.Dispose();
            if (redirects == MaxRedirects)
            {
                throw new HttpRequestException($"the server at {origin.Authority} redirects more than {MaxRedirects} times, at last to {target}");
            }

            request.RequestUri = target;
            if (!IsSameServer(origin, target))
            {
                Array.ForEach(s_private, header => request.Headers.Remove(header));
            }
            else if (authorization is not null)
            {
                await AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Owned?.Dispose();
        }

        base.Dispose(disposing);
    }

    // The other redirects make a GET of a request: what its body holds would be lost, and the page that answers look like success.
    private static Uri? FindTarget(HttpRequestMessage request, HttpResponseMessage response)
    {
        bool isRedirect = (int)response.StatusCode is 307 or 308 || (request.Content is null && (int)response.StatusCode is 301 or 302 or 303);
        if (!isRedirect || response.Headers.Location is not { } location)
        {
            return null;
        }

        Uri target = location.IsAbsoluteUri ? location : new Uri(request.RequestUri!, location);
        return target.Scheme is "http" or "https" ? target : null;
    }

    // The step from http to https on the usual ports stays with the server; another port may be anybody.
    private static bool IsSameServer(Uri origin, Uri target) =>
        string.Equals(origin.IdnHost, target.IdnHost, StringComparison.OrdinalIgnoreCase)
        && ((origin.Scheme == target.Scheme && origin.Port == target.Port)
            || (origin is { Scheme: "http", IsDefaultPort: true } && target is { Scheme: "https", IsDefaultPort: true }));

    private async ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string value = await authorization!(cancellationToken).ConfigureAwait(false);
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", value);
    }
}

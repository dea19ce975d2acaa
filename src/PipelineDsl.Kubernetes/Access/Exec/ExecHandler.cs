using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace PipelineDsl.Kubernetes;

/// <summary>Sends requests with the credentials that a command prints.</summary>
/// <param name="plugin">The command.</param>
/// <param name="connect">Makes a handler whose connections show a client certificate.</param>
internal sealed class ExecHandler(ExecPlugin plugin, Func<X509Certificate2Collection?, HttpMessageHandler> connect) : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private HttpMessageInvoker? _connections;
    private X509Certificate2Collection? _shown;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ExecCredential credential = await plugin.GetAsync(cancellationToken);
        if (credential.Token is { } token)
        {
            request.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", token);
        }

        HttpResponseMessage response = await Connections(credential.Certificates).SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            plugin.Forget(credential);
        }

        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _connections?.Dispose();
        }

        base.Dispose(disposing);
    }

    // A connection shows its certificate for its whole life: another certificate needs others. The old ones end with their last request.
    private HttpMessageInvoker Connections(X509Certificate2Collection? certificates)
    {
        lock (_lock)
        {
            if (_connections is null || _shown != certificates)
            {
                (_connections, _shown) = (new HttpMessageInvoker(connect(certificates)), certificates);
            }

            return _connections;
        }
    }
}

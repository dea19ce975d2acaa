namespace PipelineDsl.Kubernetes;

/// <summary>Puts the credential of an access on each request.</summary>
internal sealed class CredentialHandler(AccessCredential credential, string? host, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization ??= await credential.HeaderAsync(cancellationToken);

        // The handler below takes the name for TLS (SNI and the certificate's check) from the Host header.
        request.Headers.Host ??= host;
        return await base.SendAsync(request, cancellationToken);
    }
}

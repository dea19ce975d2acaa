namespace PipelineDsl.Delivery;

/// <summary>Proves to a receiver, request by request, who sends, where a user name, a token or a certificate is not enough.</summary>
/// <remarks>One object serves all requests of a destination, several at a time.</remarks>
public interface IRequestSigner
{
    /// <summary>Adds to a request what proves who sends it. It is called anew for each try, just before it is sent.</summary>
    /// <param name="request">The request with all its headers. Its content must not be read.</param>
    /// <param name="body">The bytes of the content, which must not be kept.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <exception cref="HttpRequestException">There are no credentials to be had now; the request is tried again.</exception>
    ValueTask SignAsync(HttpRequestMessage request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}

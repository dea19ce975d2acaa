using System.Diagnostics.CodeAnalysis;

namespace PipelineDsl.Http;

/// <summary>Connections made with one state of the TLS files. It is closed once it was replaced and nobody sends over it.</summary>
/// <param name="material">The state of the files.</param>
/// <param name="handler">The connections.</param>
[SuppressMessage("Design", "CA1001", Justification = "It ends with its last user.")]
internal sealed class Transport(TlsMaterial material, SocketsHttpHandler handler)
{
    private readonly HttpMessageInvoker _invoker = new(handler);

    // One for the owner, one for each request under way.
    private int _users = 1;

    public TlsMaterial Material => material;

    /// <summary>Sends a request.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Reserves it for a request, which <see cref="SendAsync"/> ends. The owner must not have released it.</summary>
    public Transport Acquire()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _invoker.Dispose();
        }
    }
}

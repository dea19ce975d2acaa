namespace PipelineDsl.Http;

/// <summary>A client that several share.</summary>
/// <param name="pool">Where it is given back.</param>
/// <param name="options">How it connects.</param>
/// <param name="client">The client.</param>
internal sealed class HttpClientLease(HttpClientPool pool, HttpClientOptions options, HttpMessageInvoker client) : IDisposable
{
    public HttpClientOptions Options => options;

    public HttpMessageInvoker Client => client;

    /// <summary>How many have it; the pool counts them.</summary>
    public int Users { get; set; }

    public void Dispose() => pool.Return(this);
}

namespace PipelineDsl.Http;

/// <summary>HTTP clients by their options: who connects alike shares connections and tokens.</summary>
/// <param name="time">The time, by which tokens and files are renewed.</param>
internal sealed class HttpClientPool(TimeProvider time) : IDisposable
{
    private readonly Dictionary<HttpClientOptions, HttpClientLease> _clients = [];
    private readonly Lock _lock = new();

    /// <summary>Takes a client; disposing the lease gives it back, and the last one closes its connections.</summary>
    public HttpClientLease Rent(HttpClientOptions options)
    {
        lock (_lock)
        {
            if (!_clients.TryGetValue(options, out HttpClientLease? lease))
            {
                lease = new HttpClientLease(this, options, new HttpMessageInvoker(HttpHandlers.Create(options, time)));
                _clients.Add(options, lease);
            }

            lease.Users++;
            return lease;
        }
    }

    public void Return(HttpClientLease lease)
    {
        lock (_lock)
        {
            if (--lease.Users > 0)
            {
                return;
            }

            _clients.Remove(lease.Options);
        }

        lease.Client.Dispose();
    }

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (HttpClientLease lease in _clients.Values)
            {
                lease.Client.Dispose();
            }

            _clients.Clear();
        }
    }
}

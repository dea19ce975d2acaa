namespace PipelineDsl.Kubernetes;

/// <summary>An HTTP client for one access, disposed when it is retired and its last request is over.</summary>
internal sealed class ApiConnection(KubernetesAccess access)
{
    private readonly Lock _lock = new();
    private int _requests;
    private bool _retired;

    public KubernetesAccess Access { get; } = access;

    // Time limits are the callers': a watch has no end.
    public HttpClient Client { get; } = new(access.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    public string Root { get; } = access.Server.GetLeftPart(UriPartial.Path).TrimEnd('/');

    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_retired)
            {
                return false;
            }

            _requests++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_requests > 0 || !_retired)
            {
                return;
            }
        }

        Client.Dispose();
    }

    public void Retire()
    {
        lock (_lock)
        {
            bool first = !_retired;
            _retired = true;
            if (!first || _requests > 0)
            {
                return;
            }
        }

        Client.Dispose();
    }
}

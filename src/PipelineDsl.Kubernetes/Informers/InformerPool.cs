using System.Globalization;

namespace PipelineDsl.Kubernetes;

/// <summary>The informers that run: one for each query, as long as somebody uses it.</summary>
internal sealed class InformerPool(InformerServices services)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ResourceQuery, Shared> _informers = [];
    private readonly HashSet<Task> _ending = [];
    private bool _ended;

    /// <summary>The informer of a query, running; release it when it is no longer used.</summary>
    /// <exception cref="ObjectDisposedException">The pool has ended.</exception>
    public ScopeInformer Acquire(ResourceQuery query)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            if (!_informers.TryGetValue(query, out Shared? shared))
            {
                shared = new Shared(new ScopeInformer(query, services));
                CancellationToken stop = shared.Stop.Token;

                // Off this thread: the first request begins with name lookups and reading files.
                shared.Running = Task.Run(() => shared.Informer.RunAsync(stop), CancellationToken.None);
                _informers.Add(query, shared);
            }

            shared.Users++;
            return shared.Informer;
        }
    }

    /// <summary>Says that an informer is no longer used; the last one ends it.</summary>
    public void Release(ScopeInformer informer)
    {
        Shared shared;
        lock (_lock)
        {
            shared = _informers[informer.Query];
            if (--shared.Users > 0)
            {
                return;
            }

            _informers.Remove(informer.Query);
            _ending.Add(shared.Running);
        }

        shared.Stop.Cancel();
        shared.Running.ContinueWith(Ended, shared, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Whether all informers know what happened up to a version.</summary>
    public bool HaveHeard(long version)
    {
        lock (_lock)
        {
            return _informers.Values.All(s => long.TryParse(s.Informer.Version, NumberStyles.None, CultureInfo.InvariantCulture, out long heard) && heard >= version);
        }
    }

    /// <summary>Ends all informers and waits for them; there will be no others.</summary>
    public Task EndAsync()
    {
        Shared[] running;
        Task[] ending;
        lock (_lock)
        {
            _ended = true;
            running = [.. _informers.Values];
            ending = [.. _ending];
        }

        foreach (Shared shared in running)
        {
            shared.Stop.Cancel();
        }

        return Task.WhenAll([.. ending, .. running.Select(shared => shared.Running)]);
    }

    private void Ended(Task task, object? shared)
    {
        lock (_lock)
        {
            _ending.Remove(task);
        }

        ((Shared)shared!).Stop.Dispose();
    }

    private sealed class Shared(ScopeInformer informer)
    {
        public ScopeInformer Informer { get; } = informer;

        public CancellationTokenSource Stop { get; } = new();

        public Task Running { get; set; } = Task.CompletedTask;

        public int Users { get; set; }
    }
}

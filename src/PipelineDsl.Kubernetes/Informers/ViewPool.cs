using Microsoft.Extensions.Logging;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes;

/// <summary>The views in use: pipelines that ask for the same share one, and all views share informers.</summary>
internal sealed class ViewPool(InformerPool informers)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RoleQuery, Shared> _views = [];

    /// <summary>Tells an observer of the targets of queries, until it is cancelled.</summary>
    /// <exception cref="ObjectDisposedException">The discovery has ended.</exception>
    public async Task RunAsync(RoleQuery[] queries, ITargetObserver observer, ILogger logger, CancellationToken cancellationToken)
    {
        var subscription = new TargetSubscription(observer, queries.Length, logger);
        var views = new List<TargetView>(queries.Length);
        try
        {
            foreach (RoleQuery query in queries)
            {
                views.Add(Acquire(query));
                views[^1].Subscribe(subscription);
            }

            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            foreach (TargetView view in views)
            {
                view.Unsubscribe(subscription);
                Release(view);
            }
        }
    }

    /// <summary>The view of a query; release it when it is no longer used.</summary>
    /// <exception cref="ObjectDisposedException">The discovery has ended.</exception>
    private TargetView Acquire(RoleQuery query)
    {
        Shared? shared;
        lock (_lock)
        {
            if (_views.TryGetValue(query, out shared))
            {
                shared.Users++;
                return shared.View;
            }

            shared = new Shared(Create(query)) { Users = 1 };
            _views.Add(query, shared);
        }

        // Not under the lock: it tells what is known, and who hears may ask for more.
        shared.View.Attach();
        return shared.View;
    }

    /// <summary>Says that a view is no longer used; the last one ends it.</summary>
    private void Release(TargetView view)
    {
        lock (_lock)
        {
            Shared shared = _views[view.Query];
            if (--shared.Users > 0)
            {
                return;
            }

            _views.Remove(view.Query);
        }

        view.Detach();
        foreach (ScopeInformer informer in view.Informers)
        {
            informers.Release(informer);
        }
    }

    private TargetView Create(RoleQuery query)
    {
        var acquired = new List<ScopeInformer>();
        try
        {
            foreach (ResourceQuery resource in (ResourceQuery[])[query.Main, .. query.Joined])
            {
                acquired.Add(informers.Acquire(resource));
            }
        }
        catch (ObjectDisposedException)
        {
            acquired.ForEach(informers.Release);
            throw;
        }

        return new TargetView(query, acquired[0], [.. acquired[1..]]);
    }

    private sealed class Shared(TargetView view)
    {
        public TargetView View { get; } = view;

        public int Users { get; set; }
    }
}

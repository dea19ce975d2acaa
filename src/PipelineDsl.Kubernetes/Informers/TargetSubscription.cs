using Microsoft.Extensions.Logging;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes;

/// <summary>A pipeline's observer, fed by the informers of its scopes: one call at a time, and one <see cref="ITargetObserver.Synced"/>.</summary>
/// <param name="observer">Who hears.</param>
/// <param name="scopes">How many informers feed it.</param>
/// <param name="logger">Hears of an observer that throws.</param>
internal sealed class TargetSubscription(ITargetObserver observer, int scopes, ILogger logger)
{
    private readonly Lock _lock = new();
    private int _unanswered = scopes;

    public void Update(string group, LabelSet[] targets)
    {
        lock (_lock)
        {
            try
            {
                observer.Update(group, targets);
            }
            catch (Exception e)
            {
                // Other pipelines share the informer: one that fails must not stop theirs.
                KubernetesLog.ObserverFailed(logger, group, e);
            }
        }
    }

    /// <summary>A scope has listed everything once, or was refused.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            if (--_unanswered != 0)
            {
                return;
            }

            try
            {
                observer.Synced();
            }
            catch (Exception e)
            {
                KubernetesLog.ObserverFailed(logger, "the first complete state", e);
            }
        }
    }
}

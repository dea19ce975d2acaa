using PipelineDsl.Discovery;

namespace PipelineDsl.Runtime;

/// <summary>Finds the targets of some kinds of sources.</summary>
public interface ITargetDiscovery
{
    /// <summary>Whether this discovery knows the source's kind.</summary>
    bool CanDiscover(DiscoverySource source);

    /// <summary>Reports the source's targets until it is cancelled. Trouble is logged and tried again, never thrown.</summary>
    /// <param name="source">What to discover.</param>
    /// <param name="observer">Who hears of the targets, one call at a time.</param>
    /// <param name="cancellationToken">Ends the discovery; the targets found stay as they are.</param>
    Task RunAsync(DiscoverySource source, ITargetObserver observer, CancellationToken cancellationToken);
}

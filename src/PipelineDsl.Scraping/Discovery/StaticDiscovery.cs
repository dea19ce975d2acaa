using PipelineDsl.Discovery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping;

/// <summary>Reports targets that are known beforehand: once, and for good.</summary>
public sealed class StaticDiscovery : ITargetDiscovery
{
    /// <inheritdoc/>
    public bool CanDiscover(DiscoverySource source) => source is StaticSource;

    /// <inheritdoc/>
    public Task RunAsync(DiscoverySource source, ITargetObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (source is not StaticSource known)
        {
            throw new ArgumentException($"'{source}' is not a list of addresses.", nameof(source));
        }

        observer.Update("static", [.. known.Addresses.Select(address => Target(address, known))]);
        observer.Synced();
        return Task.CompletedTask;
    }

    private static LabelSet Target(string address, StaticSource source) =>
        LabelSet.Of([.. source.Labels.Select(label => (label.Key, label.Value)), ("__address__", address)]);
}

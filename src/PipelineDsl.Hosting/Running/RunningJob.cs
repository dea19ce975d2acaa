using PipelineDsl.Discovery;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping;

namespace PipelineDsl.Hosting;

/// <summary>A job at work: the discoveries of its sources report to its scrape pool.</summary>
internal sealed class RunningJob : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ScrapePool _pool;
    private readonly Task _discoveries;
    private int _unsynced;

    public RunningJob(ScrapeJob job, ScrapePool pool, IReadOnlyList<(DiscoverySource Source, ITargetDiscovery Discovery)> discoveries)
    {
        (Job, _pool, _unsynced) = (job, pool, discoveries.Count);
        _discoveries = Task.WhenAll(discoveries.Select((found, index) =>
            Task.Run(() => found.Discovery.RunAsync(found.Source, new SourceObserver(this, discoveries.Count > 1 ? $"{index}/" : ""), _stopping.Token))));
    }

    public ScrapeJob Job { get; }

    public bool IsSynced => Volatile.Read(ref _unsynced) == 0;

    /// <summary>Ends discovery and scrapes.</summary>
    /// <param name="isGone">Whether the series end too, with stale markers.</param>
    public async Task EndAsync(bool isGone)
    {
        // First of all, and without waiting for discovery: a successor may go on with the same series.
        Task stopped = _pool.StopAsync(isGone);
        await _stopping.CancelAsync();
        try
        {
            await _discoveries;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The discoveries were asked to end, and did.
        }

        await stopped;
        _stopping.Dispose();
    }

    public async ValueTask DisposeAsync() => await EndAsync(isGone: false);

    // Keeps the groups of a job's sources apart, and counts who has reported everything.
    private sealed class SourceObserver(RunningJob job, string prefix) : ITargetObserver
    {
        private int _isSynced;

        public void Update(string group, IReadOnlyList<LabelSet> targets) => job._pool.Update(prefix + group, targets);

        public void Synced()
        {
            if (Interlocked.Exchange(ref _isSynced, 1) == 0)
            {
                Interlocked.Decrement(ref job._unsynced);
            }
        }
    }
}

using PipelineDsl.Runtime;
using PipelineDsl.Scraping;

namespace PipelineDsl.Hosting;

/// <summary>A pipeline at work: its discovery reports to its scrape pool.</summary>
internal sealed class RunningPipeline : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly SyncedObserver _observer;
    private readonly Task _discovery;

    public RunningPipeline(string name, Pipeline pipeline, ScrapePool pool, ITargetDiscovery discovery)
    {
        Name = name;
        Pool = pool;
        _observer = new SyncedObserver(pool);
        _discovery = Task.Run(() => discovery.RunAsync(pipeline.Source, _observer, _stopping.Token));
    }

    public string Name { get; }

    public ScrapePool Pool { get; }

    /// <summary>Whether the discovery has reported everything once.</summary>
    public bool IsSynced => _observer.IsSynced;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        try
        {
            await _discovery;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The discovery was asked to end, and did.
        }

        await Pool.DisposeAsync();
        _stopping.Dispose();
    }

    private sealed class SyncedObserver(ITargetObserver inner) : ITargetObserver
    {
        private volatile bool _isSynced;

        public bool IsSynced => _isSynced;

        public void Update(string group, IReadOnlyList<LabelSet> targets) => inner.Update(group, targets);

        public void Synced()
        {
            inner.Synced();
            _isSynced = true;
        }
    }
}

using PipelineDsl.Runtime;
using PipelineDsl.Scraping;

namespace PipelineDsl.Hosting;

/// <summary>A pipeline at work: its discovery reports to its scrape pool.</summary>
internal sealed class RunningPipeline : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _discovery;

    public RunningPipeline(Pipeline pipeline, ScrapePool pool, ITargetDiscovery discovery)
    {
        Pool = pool;
        _discovery = Task.Run(() => discovery.RunAsync(pipeline.Source, pool, _stopping.Token));
    }

    public ScrapePool Pool { get; }

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
}

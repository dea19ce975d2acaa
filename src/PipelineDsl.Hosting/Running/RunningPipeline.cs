using PipelineDsl.Discovery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Hosting;

/// <summary>A pipeline at work: its one job, or the jobs that its source finds.</summary>
internal sealed class RunningPipeline : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly JobRunner _jobs;
    private readonly Task _discovery = Task.CompletedTask;

    public RunningPipeline(string name, Pipeline pipeline, JobRunner jobs, IEnumerable<IJobDiscovery> discoveries)
    {
        (Name, _jobs) = (name, jobs);
        if (pipeline.Source is not JobSource source)
        {
            jobs.Update(name, [pipeline.ToJob(name)]);
            jobs.Synced();
            return;
        }

        IJobDiscovery discovery = discoveries.FirstOrDefault(d => d.CanDiscover(source))
            ?? throw new InvalidOperationException($"Nothing in this program discovers {source}, which pipeline '{name}' asks for.");
        _discovery = Task.Run(() => discovery.RunAsync(pipeline, jobs, _stopping.Token));
    }

    public string Name { get; }

    public bool IsSynced => _jobs.IsSynced;

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

        await _jobs.DisposeAsync();
        _stopping.Dispose();
    }
}

using PipelineDsl.Runtime;

namespace PipelineDsl.Cli.Discovery;

/// <summary>Keeps the jobs that discovery reports until all are there.</summary>
internal sealed class JobCollector : IJobObserver
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, IReadOnlyList<ScrapeJob>> _groups = new(StringComparer.Ordinal);

    public Task Complete => _complete.Task;

    public IReadOnlyList<ScrapeJob> Jobs
    {
        get
        {
            lock (_lock)
            {
                return [.. _groups.Values.SelectMany(jobs => jobs)];
            }
        }
    }

    public void Update(string group, IReadOnlyList<ScrapeJob> jobs)
    {
        lock (_lock)
        {
            _groups[group] = jobs;
        }
    }

    public void Synced() => _complete.TrySetResult();
}

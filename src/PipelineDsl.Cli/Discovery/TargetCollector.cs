using PipelineDsl.Runtime;

namespace PipelineDsl.Cli.Discovery;

/// <summary>Keeps what discovery reports until all is there.</summary>
internal sealed class TargetCollector : ITargetObserver
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, IReadOnlyList<LabelSet>> _groups = new(StringComparer.Ordinal);

    public Task Complete => _complete.Task;

    public IReadOnlyList<LabelSet> Targets
    {
        get
        {
            lock (_lock)
            {
                return [.. _groups.Values.SelectMany(targets => targets)];
            }
        }
    }

    public void Update(string group, IReadOnlyList<LabelSet> targets)
    {
        lock (_lock)
        {
            _groups[group] = targets;
        }
    }

    public void Synced() => _complete.TrySetResult();
}

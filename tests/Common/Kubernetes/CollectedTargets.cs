using PipelineDsl.Runtime;

namespace PipelineDsl.Recordings;

/// <summary>An observer that keeps what it is told.</summary>
internal sealed class CollectedTargets : ITargetObserver
{
    private readonly Dictionary<string, IReadOnlyList<LabelSet>> _groups = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task WhenSynced => _synced.Task;

    public LabelSet[] Targets
    {
        get
        {
            lock (_groups)
            {
                return [.. _groups.Values.SelectMany(targets => targets)];
            }
        }
    }

    /// <summary>The targets as sorted texts: two multisets are equal when these are.</summary>
    public string[] Texts => Targets.ToTexts();

    public void Update(string group, IReadOnlyList<LabelSet> targets)
    {
        lock (_groups)
        {
            _groups[group] = targets;
        }
    }

    public void Synced() => _synced.TrySetResult();
}

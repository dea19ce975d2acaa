namespace PipelineDsl.Cli.Discovery;

/// <summary>Keeps what discovery reports until all is there.</summary>
/// <typeparam name="T">What groups consist of: label sets or jobs.</typeparam>
internal class GroupCollector<T>
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, IReadOnlyList<T>> _groups = new(StringComparer.Ordinal);

    public Task Complete => _complete.Task;

    public IReadOnlyList<T> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _groups.Values.SelectMany(group => group)];
            }
        }
    }

    public void Update(string group, IReadOnlyList<T> members)
    {
        lock (_lock)
        {
            _groups[group] = members;
        }
    }

    public void Synced() => _complete.TrySetResult();
}

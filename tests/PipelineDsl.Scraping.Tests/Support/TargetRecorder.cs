using System.Collections.Concurrent;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Tests.Support;

/// <summary>Keeps the targets it is told of, group by group, as texts.</summary>
internal sealed class TargetRecorder : ITargetObserver
{
    private int _synchronisations;

    public ConcurrentDictionary<string, string[]> Groups { get; } = [];

    public int Synchronisations => Volatile.Read(ref _synchronisations);

    public void Update(string group, IReadOnlyList<LabelSet> targets) => Groups[group] = [.. targets.Select(t => t.ToString())];

    public void Synced() => Interlocked.Increment(ref _synchronisations);
}

using System.Threading.Channels;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Keeps the targets it is told of, and lets a test wait for the next thing it hears.</summary>
internal sealed class TestObserver : ITargetObserver
{
    public const string SyncedMark = "synced";

    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, IReadOnlyList<LabelSet>> _groups = [];

    /// <summary>How many times it was told of targets.</summary>
    public int Updates { get; private set; }

    public LabelSet[] Targets
    {
        get
        {
            lock (_groups)
            {
                return [.. _groups.Values.SelectMany(t => t)];
            }
        }
    }

    public string[] Groups
    {
        get
        {
            lock (_groups)
            {
                return [.. _groups.Where(g => g.Value.Count > 0).Select(g => g.Key).Order(StringComparer.Ordinal)];
            }
        }
    }

    public void Update(string group, IReadOnlyList<LabelSet> targets)
    {
        lock (_groups)
        {
            Updates++;
            _groups[group] = targets;
        }

        _heard.Writer.TryWrite($"{group}: {targets.Count}");
    }

    public void Synced() => _heard.Writer.TryWrite(SyncedMark);

    /// <summary>The next thing it hears: <c>group: number of targets</c> or <see cref="SyncedMark"/>.</summary>
    public async Task<string> NextAsync() => await _heard.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Reads on until it hears this.</summary>
    public async Task UntilAsync(string expected)
    {
        while (await NextAsync() != expected)
        {
        }
    }

    /// <summary>Whether there is nothing unread.</summary>
    public bool IsQuiet => _heard.Reader.Count == 0;
}

using System.Threading.Channels;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Keeps the jobs it is told of, and lets a test wait for the next thing it hears.</summary>
internal sealed class JobObserver : IJobObserver
{
    public const string SyncedMark = "synced";

    private readonly Channel<(string What, IReadOnlyList<ScrapeJob> Jobs)> _heard = Channel.CreateUnbounded<(string, IReadOnlyList<ScrapeJob>)>();

    /// <summary>Whether there is nothing unread.</summary>
    public bool IsQuiet => _heard.Reader.Count == 0;

    public void Update(string group, IReadOnlyList<ScrapeJob> jobs) => _heard.Writer.TryWrite((group, jobs));

    public void Synced() => _heard.Writer.TryWrite((SyncedMark, []));

    /// <summary>The next thing it hears, which must be about this group; its jobs.</summary>
    public async Task<IReadOnlyList<ScrapeJob>> NextAsync(string what)
    {
        (string heard, IReadOnlyList<ScrapeJob> jobs) = await _heard.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        heard.ShouldBe(what);
        return jobs;
    }
}

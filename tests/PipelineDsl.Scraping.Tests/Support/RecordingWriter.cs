using System.Collections.Concurrent;
using System.Threading.Channels;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Tests.Support;

/// <summary>A destination that remembers what was committed.</summary>
internal sealed class RecordingWriter : IDestinationWriter
{
    private readonly Channel<IReadOnlyList<RecordedSample>> _commits = Channel.CreateUnbounded<IReadOnlyList<RecordedSample>>();

    public string Name => "recording";

    public ConcurrentQueue<RecordingAppender> Appenders { get; } = [];

    public ConcurrentQueue<ScrapedTarget> Targets { get; } = [];

    public ITargetAppender OpenTarget(ScrapedTarget target)
    {
        Targets.Enqueue(target);
        return OpenTarget(target.Identity);
    }

    public ITargetAppender OpenTarget(ulong targetHash)
    {
        var appender = new RecordingAppender(batch => _commits.Writer.TryWrite(batch));
        Appenders.Enqueue(appender);
        return appender;
    }

    public async Task<IReadOnlyList<RecordedSample>> NextCommitAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _commits.Reader.ReadAsync(patience.Token);
    }

    public bool TryGetCommit(out IReadOnlyList<RecordedSample>? commit) => _commits.Reader.TryRead(out commit);
}

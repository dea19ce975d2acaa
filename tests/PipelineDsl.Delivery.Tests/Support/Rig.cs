using PipelineDsl.Relabeling;

namespace PipelineDsl.Delivery.Tests;

/// <summary>A destination with a clock, a log, metrics and a receiver under the test's control.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public static readonly TimeSpan RemoteTimeout = TimeSpan.FromSeconds(31);

    /// <summary>How often a spool looks at the queues, by default.</summary>
    public static readonly TimeSpan SpoolTick = TimeSpan.FromMilliseconds(250);

    private RemoteWriteDestination? _destination;
    private ITargetAppender? _target;

    public ObservedTime Time { get; } = new();

    public RecordedLog Log { get; } = new();

    public RecordedMetrics Metrics { get; } = new();

    public ScriptedHandler Receiver { get; } = new();

    public string Name { get; init; } = "test";

    public bool UsesNetwork { get; init; }

    public LabelSet ExternalLabels { get; init; } = LabelSet.Empty;

    public RuleChain? WriteRules { get; init; }

    /// <summary>One sample fills a request and there is one shard, unless a test says otherwise.</summary>
    public DestinationOptions Options { get; } = new()
    {
        Url = "http://receiver.example/api/v1/write",
        RemoteTimeout = RemoteTimeout,
        Queue = new() { MinShards = 1, MaxSamplesPerSend = 1 },
    };

    public RemoteWriteDestination Destination =>
        _destination ??= new(new DestinationSetup(Name, Options, ExternalLabels, Time, Metrics, Log, WriteRules, UsesNetwork ? null : Receiver));

    /// <summary>A target with series 0: <c>up</c>.</summary>
    public ITargetAppender Target
    {
        get
        {
            if (_target is null)
            {
                _target = Destination.OpenTarget(0);
                _target.Define(0, LabelSet.Of(("__name__", "up")));
            }

            return _target;
        }
    }

    /// <summary>Commits samples of <c>up</c>, one by one; the values are their timestamps too.</summary>
    public void Send(params ReadOnlySpan<int> values)
    {
        foreach (int value in values)
        {
            Target.Append(0, value, value);
            Target.Commit();
        }
    }

    public async Task<long> StopAsync() => await Patience.Of(Destination.StopAsync(TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (_destination is not null)
        {
            await _destination.DisposeAsync();
        }

        Metrics.Dispose();
    }
}

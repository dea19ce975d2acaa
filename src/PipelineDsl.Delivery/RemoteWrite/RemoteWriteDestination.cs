using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Delivers samples by Prometheus remote write 1.0 or 2.0. It works from its creation until <see cref="StopAsync"/>.</summary>
/// <remarks>
/// Samples of a target keep their order. Failures of the network, 429 and 5xx are tried again without end, anything else that is not 2xx is
/// given up. Scraping never waits for a receiver: what does not fit the queue goes to the spool. Without one it is dropped, the oldest first,
/// counted and logged.
/// </remarks>
public sealed class RemoteWriteDestination : IDestination
{
    /// <summary>A buffer for more samples than this is not kept for another target.</summary>
    private const int MostKeptSamples = 64 * 1024;

    private readonly DestinationOptions _options;
    private readonly NegotiatedVersion _version;
    private readonly SegmentTable _segments = new();
    private readonly BoundedPool<StagedSamples> _samples;
    private readonly MetadataRegister _metadata;
    private readonly ShardSet _shards;
    private readonly MetadataSender _metadataSender;
    private readonly SeriesRelabeler _relabeler;
    private readonly ShardQueue? _backlog;
    private readonly Spool? _spool;
    private readonly Task _backlogSent = Task.CompletedTask;
    private readonly RemoteWriteClient _client;
    private readonly DeliveryMetrics _metrics;
    private readonly DeliveryMonitor _monitor;
    private readonly CancellationTokenSource _giveUp = new();
    private readonly Lock _gate = new();
    private Task<long>? _stopping;
    private bool _isDisposed;

    /// <summary>Creates the destination and starts its senders.</summary>
    /// <param name="name">The destination's name.</param>
    /// <param name="options">Where it is and how samples get there. Later changes of the object have no effect.</param>
    /// <param name="externalLabels">Labels of the whole program, such as <c>cluster</c>; those of the options win over them.</param>
    /// <param name="timeProvider">The clock of deadlines, time-outs and back-off.</param>
    /// <param name="meterFactory">Makes the meter <c>PipelineDsl.Delivery</c>.</param>
    /// <param name="loggerFactory">Makes the logger.</param>
    /// <param name="handler">What sends the requests, for tests; it is not disposed. The default value is <see langword="null"/>: sockets.</param>
    /// <param name="writeRules">Rules that run on every series, external labels included, before those of the options. The default value is
    /// <see langword="null"/>: none.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message has every error.</exception>
    public RemoteWriteDestination(
        string name,
        DestinationOptions options,
        LabelSet externalLabels,
        TimeProvider timeProvider,
        IMeterFactory meterFactory,
        ILoggerFactory loggerFactory,
        HttpMessageHandler? handler = null,
        RuleChain? writeRules = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(externalLabels);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(meterFactory);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        if (options.Validate(name) is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
        }

        Name = name;
        DestinationOptions own = _options = options.Copy();
        _relabeler = SeriesRelabeler.Create(externalLabels, own, writeRules);
        _metrics = new DeliveryMetrics(meterFactory, name, () => PendingSamples);
        ILogger logger = loggerFactory.CreateLogger<RemoteWriteDestination>();
        _monitor = new DeliveryMonitor(name, new Uri(own.Url!).GetLeftPart(UriPartial.Path), _metrics, logger, timeProvider);
        _client = new RemoteWriteClient(own, timeProvider, handler);
        _metadata = new MetadataRegister(_segments);
        _samples = new(Environment.ProcessorCount, buffer => buffer.Capacity <= MostKeptSamples);
        var pools = new BatchPools(own.Queue.MinShards);
        _version = new NegotiatedVersion(own.ProtobufMessage == RemoteWriteMessages.Version2 ? RemoteWriteVersion.Two : RemoteWriteVersion.One);
        _spool = own.Spool.Directory is null ? null : new Spool(name, own.Spool, _monitor, timeProvider);
        ShardQueue Create()
        {
            var queue = new ShardQueue(own, _version, timeProvider, pools, _monitor, _spool);
            _spool?.Watch(queue);
            return queue;
        }

        Task Send(ShardQueue queue, Task before) => Task.Run(() =>
            new ShardSender(queue, _client, _version, own.Queue, _monitor, timeProvider, _spool, _shards!).RunAsync(before, _giveUp.Token));

        void End(ShardQueue queue)
        {
            _spool?.Unwatch(queue);
            queue.Dispose();
        }

        _shards = new ShardSet(own.Queue, timeProvider, Create, Send, End);
        if (_spool is not null)
        {
            // What an earlier process left has a queue of its own, which ends; the others wait for it, to keep the order.
            _backlog = Create();
            _spool.Recover(_backlog);
            _backlog.Close();
            _backlogSent = Send(_backlog, Task.CompletedTask);
            _spool.Start();
        }

        _shards.Start(own.Spool.FreshFirst ? Task.CompletedTask : _backlogSent);
        _metadataSender = new MetadataSender(own.Metadata, _metadata, _version, _shards, _monitor, timeProvider);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public DestinationStatus Status => _monitor.Status(PendingSamples) with { SpooledBytes = _spool?.Bytes ?? 0 };

    private long PendingSamples => (_shards?.All.Sum(queue => queue.Pending) ?? 0) + (_backlog?.Pending ?? 0);

    /// <inheritdoc/>
    public ITargetAppender OpenTarget(ulong targetHash) => new TargetAppender(
        targetHash, new SeriesTable(_segments, _relabeler.LaterLabels, _metadata), _segments, _shards, _samples,
        new FrameLearner(_version, _options.Queue), _relabeler, _metadata, _options);

    /// <summary>Sends everything that waits, full batch or not, and takes no more samples.</summary>
    /// <param name="deadline">Ends the sending; what is left then goes to the spool; without one it is given up, counted and logged.</param>
    /// <returns>The number of samples lost: neither sent nor in the spool. A second call returns the result of the first.</returns>
    public Task<long> StopAsync(CancellationToken deadline)
    {
        lock (_gate)
        {
            return _stopping ??= FlushAsync(deadline);
        }
    }

    /// <summary>Gives up what waits, or leaves it to the spool, unless <see cref="StopAsync"/> was called before, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        Task<long> stopping = StopAsync(new CancellationToken(canceled: true));
        await _giveUp.CancelAsync().ConfigureAwait(false);
        await stopping.ConfigureAwait(false);
        _shards.Dispose();
        _backlog?.Dispose();
        _metrics.Dispose();
        _client.Dispose();
        _giveUp.Dispose();
    }

    private async Task<long> FlushAsync(CancellationToken deadline)
    {
        _metadataSender.Dispose();
        Task sent = Task.WhenAll(_backlogSent, _shards.CloseAsync());
        await using (deadline.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _giveUp).ConfigureAwait(false))
        {
            await sent.ConfigureAwait(false);
        }

        long pending = PendingSamples;
        _spool?.Save(TimeSpan.Zero);
        long unsent = _shards.All.Sum(queue => (long)queue.Abandon()) + (_backlog?.Abandon() ?? 0);
        if (_spool is not null)
        {
            await _spool.DisposeAsync().ConfigureAwait(false);
            if (pending > unsent)
            {
                _monitor.LeftInSpool(pending - unsent);
            }
        }

        if (unsent > 0)
        {
            _monitor.Unsent(unsent);
        }

        return unsent;
    }
}

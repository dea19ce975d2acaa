using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Delivers samples by OTLP, as metrics of OpenTelemetry. It works from its creation until <see cref="StopAsync"/>.</summary>
/// <remarks>
/// <para>A counter becomes a monotonic sum, a gauge or an unknown type a gauge, a histogram a histogram, a native one an exponential histogram, a
/// summary a summary; the series of one histogram or summary become one data point. What a target does not describe
/// (<see cref="ITargetAppender.Describe"/>) is of unknown type. A data point has a start time if the target tells one.</para>
/// <para>Samples of a target keep their order. Failures of the network and the codes that OTLP calls retryable are tried again without end,
/// all others are given up, and so is what a partial success leaves out. What does not fit the queue is dropped, the oldest first. All that is
/// dropped is counted, in data points.</para>
/// </remarks>
public sealed class OtlpDestination : IDestination
{
    /// <summary>An encoder with a larger buffer than this is not kept for another target.</summary>
    private const int MostKeptBytes = 4 * 1024 * 1024;

    private readonly SeriesRelabeler _relabeler;
    private readonly OtlpQueue[] _queues;
    private readonly Task _sent;
    private readonly BoundedPool<OtlpEncoder> _encoders;
    private readonly OtlpClient _client;
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
    public OtlpDestination(
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
        DestinationOptions own = options.Copy();
        _relabeler = SeriesRelabeler.Create(externalLabels, own, writeRules);
        _metrics = new DeliveryMetrics(meterFactory, name, () => PendingPoints);
        ILogger logger = loggerFactory.CreateLogger<OtlpDestination>();
        _monitor = new DeliveryMonitor(name, new Uri(own.Url!).GetLeftPart(UriPartial.Path), _metrics, logger, timeProvider);
        _client = new OtlpClient(own, timeProvider, handler);
        _encoders = new(Environment.ProcessorCount, encoder => encoder.Capacity <= MostKeptBytes);
        var batches = new BoundedPool<OtlpBatch>(own.Queue.MinShards + 2, static batch => batch.IsReusable);
        _queues = [.. Enumerable.Range(0, own.Queue.MinShards).Select(_ => new OtlpQueue(own, timeProvider, batches, _monitor))];
        _sent = Task.WhenAll(_queues.Select(queue => Task.Run(() =>
            new OtlpSender(queue, _client, own.Queue, _monitor, timeProvider).RunAsync(_giveUp.Token))));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public DestinationStatus Status => _monitor.Status(PendingPoints);

    private long PendingPoints => _queues?.Sum(queue => queue.Pending) ?? 0;

    /// <summary>Opens the way for the samples of a target of which nothing is known but its labels.</summary>
    /// <param name="targetHash">The target's identity, which decides the shard.</param>
    public ITargetAppender OpenTarget(ulong targetHash) => Open(targetHash, null);

    /// <inheritdoc/>
    public ITargetAppender OpenTarget(ScrapedTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Open(target.Identity, target);
    }

    /// <summary>Sends everything that waits, full request or not, and takes no more samples.</summary>
    /// <param name="deadline">Ends the sending; what is left then is given up, counted and logged.</param>
    /// <returns>The number of data points lost. A second call returns the result of the first.</returns>
    public Task<long> StopAsync(CancellationToken deadline)
    {
        lock (_gate)
        {
            return _stopping ??= FlushAsync(deadline);
        }
    }

    /// <summary>Gives up what waits, unless <see cref="StopAsync"/> was called before, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        Task<long> stopping = StopAsync(new CancellationToken(canceled: true));
        await _giveUp.CancelAsync().ConfigureAwait(false);
        await stopping.ConfigureAwait(false);
        Array.ForEach(_queues, queue => queue.Dispose());
        _metrics.Dispose();
        _client.Dispose();
        _giveUp.Dispose();
    }

    private OtlpAppender Open(ulong hash, ScrapedTarget? target) => new(
        _queues[hash % (ulong)_queues.Length], _relabeler, new ResourceAttributes(target, _relabeler.ExternalLabels), _encoders, _monitor);

    private async Task<long> FlushAsync(CancellationToken deadline)
    {
        Array.ForEach(_queues, queue => queue.Close());
        await using (deadline.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _giveUp).ConfigureAwait(false))
        {
            await _sent.ConfigureAwait(false);
        }

        long unsent = _queues.Sum(queue => queue.Abandon());
        if (unsent > 0)
        {
            _monitor.Unsent(unsent);
        }

        return unsent;
    }
}

using Microsoft.Extensions.Logging;
using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>A destination whose samples wait in shards, and on disk if they must, until a receiver takes them. It works until <see cref="StopAsync"/>.</summary>
/// <remarks>
/// Samples of a target keep their order. What passes is tried again without end, anything else is given up. Scraping never waits for a
/// receiver: what does not fit the queue goes to the spool. Without one it is dropped, the oldest first, counted and logged.
/// </remarks>
/// <typeparam name="TAssembler">What writes samples into batches.</typeparam>
internal abstract class QueuedDestination<TAssembler> : IDestination
    where TAssembler : IBatchAssembler
{
    private readonly DeliveryMetrics _metrics;
    private readonly CancellationTokenSource _giveUp = new();
    private readonly Lock _gate = new();
    private readonly HttpMessageHandler? _handler;
    private readonly Spool? _spool;
    private DeliveryClient? _client;
    private ShardSet<TAssembler>? _shards;
    private ShardQueue? _backlog;
    private Task _backlogSent = Task.CompletedTask;
    private Task<long>? _stopping;
    private bool _isDisposed;

    /// <exception cref="ArgumentException">The options are wrong; the message has every error.</exception>
    protected QueuedDestination(DestinationSetup setup)
    {
        if (setup.Options.Validate(setup.Name) is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors));
        }

        (Name, Options, Time, _handler) = (setup.Name, setup.Options.Copy(), setup.Time, setup.Handler);
        Relabeler = SeriesRelabeler.Create(setup.ExternalLabels, Options, setup.WriteRules);
        _metrics = new DeliveryMetrics(setup.Meters, Name, () => PendingSamples);
        Monitor = new DeliveryMonitor(
            Name, new Uri(Options.Url!).GetLeftPart(UriPartial.Path), _metrics, setup.Loggers.CreateLogger("PipelineDsl.Delivery"), Time);
        _spool = Options.Spool.Directory is null ? null : new Spool(Name, Options.Spool, Monitor, Time);
    }

    public string Name { get; }

    public DestinationStatus Status => Monitor.Status(PendingSamples) with { SpooledBytes = _spool?.Bytes ?? 0 };

    protected DestinationOptions Options { get; }

    protected SeriesRelabeler Relabeler { get; }

    protected DeliveryMonitor Monitor { get; }

    protected TimeProvider Time { get; }

    protected ShardSet<TAssembler> Shards => _shards!;

    private long PendingSamples => (_shards?.All.Sum(queue => queue.Pending) ?? 0) + (_backlog?.Pending ?? 0);

    public abstract ITargetAppender OpenTarget(ulong targetHash);

    public abstract ITargetAppender OpenTarget(ScrapedTarget target);

    public Task<long> StopAsync(CancellationToken deadline)
    {
        lock (_gate)
        {
            return _stopping ??= FlushAsync(deadline);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        Task<long> stopping = StopAsync(new CancellationToken(canceled: true));
        await _giveUp.CancelAsync().ConfigureAwait(false);
        await stopping.ConfigureAwait(false);
        Shards.Dispose();
        _backlog?.Dispose();
        _metrics.Dispose();
        _client!.Dispose();
        _giveUp.Dispose();
    }

    /// <summary>Begins to work. The constructor of each kind ends with it.</summary>
    /// <param name="protocol">How batches are sent.</param>
    /// <param name="createAssembler">Makes a shard's assembler, told the longest that a batch may stay open.</param>
    protected void Start(IDeliveryProtocol protocol, Func<TimeSpan, TAssembler> createAssembler)
    {
        _client = new DeliveryClient(Options, protocol, Time, _handler);
        TimeSpan deadline = Options.Queue.BatchSendDeadline;
        deadline = _spool is not null && Options.Spool.Window / 2 < deadline ? Options.Spool.Window / 2 : deadline;
        Shard<TAssembler> Create()
        {
            TAssembler assembler = createAssembler(deadline);
            var queue = new ShardQueue(Options, assembler, Time, Monitor, _spool);
            _spool?.Watch(queue);
            return new Shard<TAssembler>(assembler, queue, Monitor);
        }

        Task Send(ShardQueue queue, Task before) => Task.Run(() => new BatchSender(
            queue, _client, protocol, Options.Queue, Monitor, Time, _spool, () => Shards.Adapt(Monitor)).RunAsync(before, _giveUp.Token));

        void End(ShardQueue queue)
        {
            _spool?.Unwatch(queue);
            queue.Dispose();
        }

        _shards = new ShardSet<TAssembler>(Options.Queue, Time, Create, Send, End);
        if (_spool is not null)
        {
            // What an earlier process left has a queue of its own, which ends; the others wait for it, to keep the order.
            _backlog = Create().Queue;
            _spool.Recover(_backlog, protocol.Restore);
            _backlog.Close();
            _backlogSent = Send(_backlog, Task.CompletedTask);
            _spool.Start();
        }

        _shards.Start(Options.Spool.FreshFirst ? Task.CompletedTask : _backlogSent);
    }

    /// <summary>Ends what adds to the shards by itself.</summary>
    protected virtual void BeginStop()
    {
    }

    private async Task<long> FlushAsync(CancellationToken deadline)
    {
        BeginStop();
        Task sent = Task.WhenAll(_backlogSent, Shards.CloseAsync());
        await using (deadline.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _giveUp).ConfigureAwait(false))
        {
            await sent.ConfigureAwait(false);
        }

        long pending = PendingSamples;
        _spool?.Save(TimeSpan.Zero);
        long unsent = Shards.All.Sum(queue => (long)queue.Abandon()) + (_backlog?.Abandon() ?? 0);
        if (_spool is not null)
        {
            await _spool.DisposeAsync().ConfigureAwait(false);
            if (pending > unsent)
            {
                Monitor.LeftInSpool(pending - unsent);
            }
        }

        if (unsent > 0)
        {
            Monitor.Unsent(unsent);
        }

        return unsent;
    }
}

namespace PipelineDsl.Delivery;

/// <summary>Keeps the open batch of a shard and its deadline; how samples are written into it is the protocol's.</summary>
internal abstract class BatchAssembler<TBatch> : IBatchAssembler
    where TBatch : Batch
{
    private readonly TimeSpan _deadline;
    private readonly ITimer _timer;
    private Action<Batch>? _sealed;
    private Action? _due;

    protected BatchAssembler(TimeSpan deadline, TimeProvider time)
    {
        (_deadline, Time) = (deadline, time);
        _timer = time.CreateTimer(
            static assembler => ((BatchAssembler<TBatch>)assembler!)._due?.Invoke(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Samples => Open?.Samples ?? 0;

    protected TimeProvider Time { get; }

    /// <summary>The open batch.</summary>
    protected TBatch? Open { get; private set; }

    /// <summary>The number of the batch opened last.</summary>
    protected long OpenNumber { get; private set; }

    public void Attach(Action<Batch> @sealed, Action due) => (_sealed, _due) = (@sealed, due);

    public void Seal()
    {
        if (Open is { } open)
        {
            Open = null;
            HandOn(open);
        }
    }

    public void SealIfDue()
    {
        if (Open is null)
        {
            return;
        }

        // The timer may have been set for a batch that was filled meanwhile.
        TimeSpan rest = _deadline - Time.GetElapsedTime(Open.OpenedAt);
        if (rest <= TimeSpan.Zero)
        {
            Seal();
        }
        else
        {
            _timer.Change(rest, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Makes a batch, which opens now.</summary>
    protected abstract TBatch Create(long now);

    /// <summary>The open batch, opened if there is none.</summary>
    protected TBatch OpenOrCreate()
    {
        if (Open is null)
        {
            OpenNumber++;
            _timer.Change(_deadline, Timeout.InfiniteTimeSpan);
            Open = Create(Time.GetTimestamp());
        }

        return Open;
    }

    /// <summary>Seals a batch that is not the open one, and hands it on.</summary>
    protected void HandOn(TBatch batch)
    {
        batch.Seal();
        _sealed?.Invoke(batch);
    }
}

namespace PipelineDsl.Delivery;

/// <summary>Collects data points in the open batch of a shard.</summary>
/// <param name="options">The limits of a batch.</param>
/// <param name="deadline">The longest a batch stays open.</param>
/// <param name="compresses">Whether messages are compressed.</param>
/// <param name="time">The clock.</param>
/// <param name="pools">What batches are made in.</param>
internal sealed class OtlpAssembler(QueueOptions options, TimeSpan deadline, bool compresses, TimeProvider time, BatchPools pools)
    : BatchAssembler<OtlpBatch>(deadline, time)
{
    /// <summary>No message gets larger than this, unless one part is: receivers of gRPC refuse, as they come, more than 4 MiB.</summary>
    private const int MostBytes = 3 * 1024 * 1024;

    public void Add(ReadOnlySpan<byte> metrics, int points, long newest)
    {
        if (Open is { } full && (full.Samples + points > options.MaxSamplesPerSend || full.Length + metrics.Length > MostBytes))
        {
            Seal();
        }

        OtlpBatch open = OpenOrCreate();
        open.Write(metrics, points, newest);
        if (open.Samples >= options.MaxSamplesPerSend)
        {
            Seal();
        }
    }

    protected override OtlpBatch Create(long now) => new(compresses, now, pools);
}

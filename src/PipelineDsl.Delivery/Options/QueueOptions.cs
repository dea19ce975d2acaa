namespace PipelineDsl.Delivery;

/// <summary>The queues between scraping and a destination. All samples of a target go through one of them, a shard, in order.</summary>
public sealed class QueueOptions
{
    /// <summary>The samples that may wait in one shard, without those being sent, before a further scrape drops the oldest batches. The
    /// scrape itself is always taken whole. The default value is 200000: about 5 MB, compressed.</summary>
    /// <remarks>Prometheus' 10000 has a write-ahead log behind it; here what does not fit is lost.</remarks>
    public int Capacity { get; set; } = 200_000;

    /// <summary>The most samples in one request. The default value is 2000.</summary>
    public int MaxSamplesPerSend { get; set; } = 2_000;

    /// <summary>The longest a sample waits for others to fill a request. The default value is 5 seconds.</summary>
    public TimeSpan BatchSendDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The wait before the first retry; it doubles from one retry to the next. The default value is 30 milliseconds.</summary>
    public TimeSpan MinBackoff { get; set; } = TimeSpan.FromMilliseconds(30);

    /// <summary>The longest wait between two retries, unless the receiver asks for more. The default value is 5 seconds.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The number of shards, which send side by side. The default value is 4.</summary>
    public int Shards { get; set; } = 4;

    internal QueueOptions Copy() => (QueueOptions)MemberwiseClone();
}

namespace PipelineDsl.Delivery;

/// <summary>The queues between scraping and a destination. All samples of a target go through one of them, a shard, in order.</summary>
public sealed class QueueOptions
{
    internal const int CapacityWithSpool = 10_000;
    internal const int CapacityWithoutSpool = 200_000;

    /// <summary>The samples that may wait in the memory of one shard, without those being sent. A further scrape sends the oldest requests to
    /// the spool or, without one, drops them. The scrape itself is always taken whole. The default value is <see langword="null"/>: 10000 with
    /// a spool, 200000 without, which is about 5 MB.</summary>
    public int? Capacity { get; set; }

    /// <summary>The most samples in one request. The default value is 2000.</summary>
    public int MaxSamplesPerSend { get; set; } = 2_000;

    /// <summary>The longest a sample waits for others to fill a request. The default value is 5 seconds.</summary>
    public TimeSpan BatchSendDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The wait before the first retry; it doubles from one retry to the next. The default value is 30 milliseconds.</summary>
    public TimeSpan MinBackoff { get; set; } = TimeSpan.FromMilliseconds(30);

    /// <summary>The longest wait between two retries, unless the receiver asks for more. The default value is 5 seconds.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The number of shards, which send side by side, to begin with. The default value is 1.</summary>
    public int MinShards { get; set; } = 1;

    /// <summary>The most shards. They double, at most every 10 seconds, while they lag behind a receiver that works, and
    /// halve after a minute in which half of them would have done. The default value is 50.</summary>
    public int MaxShards { get; set; } = 50;

    /// <summary>Requests whose newest sample is older than this are dropped instead of sent. The default value is 0: no limit.</summary>
    public TimeSpan SampleAgeLimit { get; set; }

    /// <summary>Whether requests that are answered with 429, too many requests, are tried again. The default value is <see langword="true"/>.</summary>
    public bool RetryOnHttp429 { get; set; } = true;

    internal QueueOptions Copy() => (QueueOptions)MemberwiseClone();
}

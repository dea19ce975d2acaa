namespace PipelineDsl.Delivery;

/// <summary>The spool of a destination: where samples wait on disk while the receiver does not take them.</summary>
/// <remarks>
/// With a spool, samples that a commit handed over survive the death of the process, but for those of the last <see cref="Window"/>; a
/// clean stop loses none. The next process with the same directory sends them. What was delivered shortly before a death may be delivered again.
/// A working receiver causes no writes to the disk.
/// </remarks>
public sealed class SpoolOptions
{
    /// <summary>The directory of the spool, which no other process may use. The default value is <see langword="null"/>: no spool.</summary>
    public string? Directory { get; set; }

    /// <summary>The most bytes of requests in the spool; beyond it the oldest are dropped. The default value is 1073741824, 1 GiB.</summary>
    public long MaxBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>The longest a request stays in the spool before it is dropped. The default value is 8 hours.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(8);

    /// <summary>The longest a sample is neither delivered nor on disk: what the death of the process may cost. The default value is 1 second.</summary>
    /// <remarks>Requests are sent half full rather than wait longer than half of it.</remarks>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether new samples go before those in the spool. The default value is <see langword="false"/>: all in order.</summary>
    /// <remarks>Samples of a series then arrive out of order, which the receiver must be set to take.</remarks>
    public bool FreshFirst { get; set; }

    internal SpoolOptions Copy() => (SpoolOptions)MemberwiseClone();
}

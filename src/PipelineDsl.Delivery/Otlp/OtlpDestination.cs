using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Delivers samples by OTLP, as metrics of OpenTelemetry. What is counted are data points.</summary>
/// <remarks>
/// A counter becomes a monotonic sum, a gauge or an unknown type a gauge, a histogram a histogram, a native one an exponential histogram, a
/// summary a summary; the series of one histogram or summary become one data point. What a target does not describe
/// (<see cref="ITargetAppender.Describe"/>) is of unknown type. A data point has a start time if the target tells one.
/// </remarks>
internal sealed class OtlpDestination : QueuedDestination<OtlpAssembler>
{
    /// <summary>A buffer larger than this is not kept for another target or request.</summary>
    private const int MostKeptBytes = 4 * 1024 * 1024;

    private readonly BoundedPool<OtlpEncoder> _encoders = new(Environment.ProcessorCount, encoder => encoder.Capacity <= MostKeptBytes);

    /// <exception cref="ArgumentException">The options are wrong; the message has every error.</exception>
    public OtlpDestination(DestinationSetup setup)
        : base(setup)
    {
        bool compresses = Options.Compression == OtlpProtocols.Gzip;
        var pools = new BatchPools(Options.Queue.MinShards, MostKeptBytes);
        Start(
            Options.Protocol == OtlpProtocols.Grpc ? new OtlpGrpc(Options) : new OtlpHttp(Options, Time),
            deadline => new OtlpAssembler(Options.Queue, deadline, compresses, Time, pools));
    }

    public override ITargetAppender OpenTarget(ulong targetHash) => Open(targetHash, null);

    public override ITargetAppender OpenTarget(ScrapedTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Open(target.Identity, target);
    }

    private OtlpAppender Open(ulong hash, ScrapedTarget? target) => new(
        hash, Shards, Options.Queue.MaxSamplesPerSend, Relabeler, new ResourceAttributes(target, Relabeler.ExternalLabels), _encoders, Monitor);
}

using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Delivers samples by Prometheus remote write 1.0 or 2.0.</summary>
internal sealed class RemoteWriteDestination : QueuedDestination<RemoteWriteAssembler>
{
    /// <summary>A buffer for more samples than this is not kept for another target.</summary>
    private const int MostKeptSamples = 64 * 1024;

    /// <summary>A buffer larger than this is not kept for another request.</summary>
    private const int MostKeptBytes = 256 * 1024;

    private readonly SegmentTable _segments = new();
    private readonly BoundedPool<StagedSamples> _samples = new(Environment.ProcessorCount, buffer => buffer.Capacity <= MostKeptSamples);
    private readonly NegotiatedVersion _version;
    private readonly MetadataRegister _metadata;
    private readonly MetadataSender _metadataSender;

    /// <exception cref="ArgumentException">The options are wrong; the message has every error.</exception>
    public RemoteWriteDestination(DestinationSetup setup)
        : base(setup)
    {
        _metadata = new MetadataRegister(_segments);
        _version = new NegotiatedVersion(Options.ProtobufMessage == RemoteWriteMessages.Version2 ? RemoteWriteVersion.Two : RemoteWriteVersion.One);
        var pools = new BatchPools(Options.Queue.MinShards, MostKeptBytes);
        Start(
            new RemoteWriteProtocol(Options, _version, Time),
            deadline => new RemoteWriteAssembler(Options.Queue, deadline, _version, Time, pools, Monitor));
        _metadataSender = new MetadataSender(Options.Metadata, _metadata, _version, Shards, Monitor, Time);
    }

    public override ITargetAppender OpenTarget(ulong targetHash) => new TargetAppender(
        targetHash, new SeriesTable(_segments, Relabeler.LaterLabels, _metadata), _segments, Shards, _samples,
        new FrameLearner(_version, Options.Queue), Relabeler, _metadata, Options);

    public override ITargetAppender OpenTarget(ScrapedTarget target) => OpenTarget(target.Identity);

    protected override void BeginStop() => _metadataSender.Dispose();
}

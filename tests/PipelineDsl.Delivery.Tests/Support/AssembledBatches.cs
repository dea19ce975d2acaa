using Microsoft.Extensions.Logging.Abstractions;

namespace PipelineDsl.Delivery.Tests;

/// <summary>An assembler whose batches go nowhere.</summary>
internal sealed class AssembledBatches : IDisposable
{
    private readonly RecordedMetrics _metrics = new();
    private readonly RemoteWriteAssembler _assembler;

    public AssembledBatches(QueueOptions options) 
    {
        var monitor = new DeliveryMonitor("none", "", new DeliveryMetrics(_metrics, "none", () => 0), NullLogger.Instance, TimeProvider.System);
        _assembler = new RemoteWriteAssembler(
            options, TimeSpan.FromHours(1), new NegotiatedVersion(RemoteWriteVersion.One), TimeProvider.System, new BatchPools(1, 256 * 1024), monitor);
    }

    /// <returns>How many samples were encoded anew.</returns>
    public int Add(StagedSamples staged, TargetFrame? frame, SeriesTable table, SegmentTable segments)
    {
        long lastBatch = 0;
        _assembler.Add(staged, frame, table, segments, ref lastBatch);
        return staged.EncodedAnew;
    }

    public void Dispose()
    {
        _assembler.Dispose();
        _metrics.Dispose();
    }
}

namespace PipelineDsl.Delivery;

/// <summary>The samples of a target's commit.</summary>
/// <param name="staged">The samples.</param>
/// <param name="frame">What the values among them follow; <see langword="null"/> if there are none.</param>
/// <param name="table">The target's series.</param>
/// <param name="segments">Where their labels are.</param>
/// <param name="lastBatch">The number of the shared batch that this target wrote to last.</param>
internal readonly ref struct StagedScrape(StagedSamples staged, TargetFrame? frame, SeriesTable table, SegmentTable segments, ref long lastBatch)
    : IAddition<RemoteWriteAssembler>
{
    private readonly ref long _lastBatch = ref lastBatch;

    public int Samples => staged.Total;

    public void AddTo(RemoteWriteAssembler assembler) => assembler.Add(staged, frame, table, segments, ref _lastBatch);
}

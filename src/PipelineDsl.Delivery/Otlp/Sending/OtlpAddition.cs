namespace PipelineDsl.Delivery;

/// <summary>A part of a target's commit.</summary>
/// <param name="metrics">One or more <c>ResourceMetrics</c>, as fields of the request.</param>
/// <param name="points">The number of data points.</param>
/// <param name="newest">The time of the newest, in milliseconds since 1970.</param>
internal readonly ref struct OtlpAddition(ReadOnlySpan<byte> metrics, int points, long newest) : IAddition<OtlpAssembler>
{
    private readonly ReadOnlySpan<byte> _metrics = metrics;

    public int Samples => points;

    public void AddTo(OtlpAssembler assembler) => assembler.Add(_metrics, points, newest);
}

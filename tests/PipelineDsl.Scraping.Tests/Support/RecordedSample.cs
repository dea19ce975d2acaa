using PipelineDsl.Conformance;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Tests.Support;

/// <summary>A sample as a destination gets it.</summary>
internal sealed record RecordedSample(LabelSet Labels, long Timestamp, double Value)
{
    public string Name => Labels["__name__"]!;

    public NativeHistogram? Histogram { get; init; }

    public bool IsStale => StaleMarker.IsStale(Value);

    public override string ToString() => $"{Labels} {(IsStale ? "stale" : ExpositionAnswer.Number(Value))}";
}

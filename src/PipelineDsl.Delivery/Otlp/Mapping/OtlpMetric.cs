namespace PipelineDsl.Delivery;

/// <summary>A metric of a target with its points.</summary>
/// <param name="Shape">What it is.</param>
/// <param name="Header">Name, description and unit, as fields of the metric.</param>
/// <param name="Footer">The metadata, as fields of the metric.</param>
internal sealed record OtlpMetric(OtlpShape Shape, byte[] Header, byte[] Footer)
{
    public List<OtlpPoint> Points { get; } = [];
}

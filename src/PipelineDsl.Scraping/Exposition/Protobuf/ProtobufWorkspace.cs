namespace PipelineDsl.Scraping.Exposition;

/// <summary>Room for <see cref="ProtobufParser"/> to work in. Kept between bodies.</summary>
internal sealed class ProtobufWorkspace
{
    public MetricMessage Metric { get; } = new();

    public SampleLabels Labels { get; } = new();

    public ClassicHistogram Classic { get; } = new();
}

using PipelineDsl.Runtime;

namespace PipelineDsl.Testing;

/// <summary>What a request says.</summary>
internal sealed class ReceivedContent
{
    public List<ReceivedSample> Samples { get; } = [];

    public List<ReceivedExemplar> Exemplars { get; } = [];

    /// <summary>In 2.0, where metadata belongs to series, the name is that of the series.</summary>
    public List<MetricMetadata> Metadata { get; } = [];

    public int Histograms => Samples.Count(sample => sample.Histogram is not null);
}

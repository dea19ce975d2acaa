using PipelineDsl.Runtime;

namespace PipelineDsl.Testing;

/// <summary>Keeps the samples of one scrape.</summary>
internal sealed class SampleRecorder : ITargetAppender
{
    private readonly Dictionary<int, LabelSet> _series = [];

    public List<ReceivedSample> Samples { get; } = [];

    public void Define(int series, LabelSet labels) => _series[series] = labels;

    public void Release(int series) => _series.Remove(series);

    public void Append(int series, long timestamp, double value) => Samples.Add(new ReceivedSample(_series[series], timestamp, value));

    public void Append(int series, long timestamp, NativeHistogram histogram) =>
        Samples.Add(new ReceivedSample(_series[series], timestamp, histogram.Sum) { Histogram = histogram });

    public void Commit()
    {
    }

    public void Dispose()
    {
    }
}

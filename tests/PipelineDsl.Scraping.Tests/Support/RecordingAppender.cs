using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Tests.Support;

/// <summary>Keeps what is committed, and fails on numbers that are not in use.</summary>
internal sealed class RecordingAppender(Action<IReadOnlyList<RecordedSample>>? committed = null) : ITargetAppender
{
    private readonly Dictionary<int, LabelSet> _series = [];
    private List<RecordedSample> _pending = [];

    public List<IReadOnlyList<RecordedSample>> Commits { get; } = [];

    public IReadOnlyCollection<LabelSet> Defined => _series.Values;

    public int Definitions { get; private set; }

    public bool IsDisposed { get; private set; }

    public void Define(int series, LabelSet labels)
    {
        Definitions++;
        _series.TryAdd(series, labels).ShouldBeTrue($"series {series} is defined twice");
    }

    public void Release(int series) => _series.Remove(series).ShouldBeTrue($"series {series} is not defined");

    public void Append(int series, long timestamp, double value) =>
        _pending.Add(new RecordedSample(_series[series], timestamp, value));

    public List<string> Details { get; } = [];

    public void Describe(int series, MetricMetadata metadata) =>
        Details.Add($"{_series[series]}: {metadata.Name} {metadata.Kind} '{metadata.Unit}' '{metadata.Help}'");

    public void Append(int series, long timestamp, NativeHistogram histogram) =>
        _pending.Add(new RecordedSample(_series[series], timestamp, histogram.Sum) { Histogram = histogram });

    public void Append(int series, Exemplar exemplar) => Details.Add($"{_series[series]} # {exemplar.Labels} {exemplar.Value:R} {exemplar.Timestamp}");

    public void SetCreated(int series, long created) => Details.Add($"{_series[series]} since {created}");

    public void Commit()
    {
        List<RecordedSample> batch = _pending;
        _pending = [];
        Commits.Add(batch);
        committed?.Invoke(batch);
    }

    public void Dispose() => IsDisposed = true;
}

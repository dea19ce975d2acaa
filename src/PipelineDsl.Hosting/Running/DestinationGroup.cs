using PipelineDsl.Runtime;

namespace PipelineDsl.Hosting;

/// <summary>Several destinations that one route leads to.</summary>
internal sealed class DestinationGroup(IDestinationWriter[] destinations) : IDestinationWriter
{
    public string Name => string.Join('+', destinations.Select(destination => destination.Name));

    public ITargetAppender OpenTarget(ulong targetHash) =>
        new GroupAppender([.. destinations.Select(destination => destination.OpenTarget(targetHash))]);

    public ITargetAppender OpenTarget(ScrapedTarget target) =>
        new GroupAppender([.. destinations.Select(destination => destination.OpenTarget(target))]);

    private sealed class GroupAppender(ITargetAppender[] appenders) : ITargetAppender
    {
        public void Define(int series, LabelSet labels) => Each(appender => appender.Define(series, labels));

        public void Describe(int series, MetricMetadata metadata) => Each(appender => appender.Describe(series, metadata));

        public void Release(int series) => Each(appender => appender.Release(series));

        public void Append(int series, long timestamp, double value)
        {
            // No closure here: this runs for every sample.
            foreach (ITargetAppender appender in appenders)
            {
                appender.Append(series, timestamp, value);
            }
        }

        public void Append(int series, long timestamp, NativeHistogram histogram) => Each(appender => appender.Append(series, timestamp, histogram));

        public void Append(int series, Exemplar exemplar) => Each(appender => appender.Append(series, exemplar));

        public void SetCreated(int series, long created) => Each(appender => appender.SetCreated(series, created));

        public void Commit() => Each(appender => appender.Commit());

        public void Dispose() => Each(appender => appender.Dispose());

        private void Each(Action<ITargetAppender> action) => Array.ForEach(appenders, action);
    }
}

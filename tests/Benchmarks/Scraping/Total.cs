using PipelineDsl.Runtime;

namespace PipelineDsl.Benchmarks;

/// <summary>Takes samples and adds them up, so that none is skipped.</summary>
internal sealed class Total : ITargetAppender
{
    public double Sum { get; private set; }

    public void Define(int series, LabelSet labels)
    {
    }

    public void Release(int series)
    {
    }

    public void Append(int series, long timestamp, double value) => Sum += value;

    public void Commit()
    {
    }

    public void Dispose()
    {
    }
}

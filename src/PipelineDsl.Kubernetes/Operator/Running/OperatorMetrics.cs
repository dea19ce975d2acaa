using System.Diagnostics.Metrics;
using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>What the Operator's resources are counted by, under the meter <c>PipelineDsl.Kubernetes</c>.</summary>
internal sealed class OperatorMetrics
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(OperatorKind Kind, string Pipeline), (int Accepted, int Rejected)> _counts = [];

    public OperatorMetrics(IMeterFactory meterFactory)
    {
        Meter meter = meterFactory.Create(KubernetesMetrics.MeterName);
        meter.CreateObservableGauge(
            "pipelinedsl.operator.resources", () => Measure(counts => counts.Accepted), "{resource}", "Resources of the Prometheus Operator that give jobs, by kind.");
        meter.CreateObservableGauge(
            "pipelinedsl.operator.rejected_resources", () => Measure(counts => counts.Rejected), "{resource}",
            "Resources of the Prometheus Operator that are rejected, by kind.");
    }

    public void Set(OperatorKind kind, string run, int accepted, int rejected)
    {
        lock (_lock)
        {
            _counts[(kind, run)] = (accepted, rejected);
        }
    }

    public void Remove(OperatorKind kind, string run)
    {
        lock (_lock)
        {
            _counts.Remove((kind, run));
        }
    }

    private List<Measurement<long>> Measure(Func<(int Accepted, int Rejected), int> value)
    {
        lock (_lock)
        {
            return [.. _counts.GroupBy(entry => entry.Key.Kind).Select(kind =>
                new Measurement<long>(kind.Sum(entry => value(entry.Value)), new KeyValuePair<string, object?>("kind", kind.Key.ToString())))];
        }
    }
}

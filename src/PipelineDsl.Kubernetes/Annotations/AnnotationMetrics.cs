using System.Diagnostics.Metrics;

namespace PipelineDsl.Kubernetes;

/// <summary>What annotation autodiscovery tells about itself, under the meter <c>PipelineDsl.Kubernetes</c>.</summary>
internal sealed class AnnotationMetrics(IMeterFactory meterFactory)
{
    private readonly UpDownCounter<long> _errors = meterFactory.Create(KubernetesMetrics.MeterName).CreateUpDownCounter<long>(
        "pipelinedsl.kubernetes.annotation.errors", "{annotation}", "Annotations that do not say what they should, now, by kind of object and reason.");

    public void Changed(string kind, string reason, int change) => _errors.Add(change, new("kind", kind.ToLowerInvariant()), new("reason", reason));
}

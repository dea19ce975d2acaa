using Microsoft.Extensions.Logging;

namespace PipelineDsl.Kubernetes;

/// <summary>What all informers of a discovery share.</summary>
internal sealed record InformerServices(
    IKubernetesApi Api, TimeProvider Time, Func<double> Random, KubernetesMetrics Metrics, HealthLog Health, ILogger Logger);

using Microsoft.Extensions.Logging;

namespace PipelineDsl.Kubernetes;

/// <summary>What all informers of a discovery share.</summary>
internal sealed record InformerServices(
    IKubernetesApi Api, TimeProvider Time, Func<double> Random, KubernetesMetrics Metrics, HealthLog Health, ILogger Logger)
{
    private volatile bool _hasNoStreamingLists;

    /// <summary>What the informers of one API server share.</summary>
    public static InformerServices Create(
        Func<KubernetesAccess> access, TimeProvider time, Func<double> random, KubernetesMetrics metrics, ILogger logger) =>
        new(new KubernetesApi(access, time, metrics), time, random, metrics, new HealthLog(logger), logger);

    /// <summary>The labels kept by informers whose query is filtered. The default value is <see cref="LabelFilter.All"/>.</summary>
    public LabelFilter Read { get; set; } = LabelFilter.All;

    /// <summary>Whether the server was found not to know streaming lists: informers need not try them again.</summary>
    public bool HasNoStreamingLists
    {
        get => _hasNoStreamingLists;
        set => _hasNoStreamingLists = value;
    }
}

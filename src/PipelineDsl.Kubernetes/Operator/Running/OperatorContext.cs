using PipelineDsl.Discovery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>What the runs of a discovery share.</summary>
internal sealed record OperatorContext(
    InformerServices Services, InformerPool Informers, OperatorMetrics Metrics, IEventSink? Events, Func<DiscoverySource, bool> CanDiscover)
{
    /// <summary>Rejects jobs whose targets nothing in this program could find.</summary>
    public Translation Check(Translation translation)
    {
        foreach (ScrapeJob job in translation.Jobs)
        {
            if (job.Sources.FirstOrDefault(source => !CanDiscover(source)) is { } source)
            {
                string reason = source is KubernetesSource { Connection: { } other }
                    ? $"another API server, {other.Server}, cannot be asked: run the pipeline in that cluster, and leave apiServer out"
                    : $"nothing in this program discovers {source}";
                return new Translation([], new Rejection("spec", reason, IsUnsupported: true));
            }
        }

        return translation;
    }
}

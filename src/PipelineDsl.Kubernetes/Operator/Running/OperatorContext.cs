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
                return new Translation([], new Rejection("spec", $"nothing in this program discovers {source}", IsUnsupported: true));
            }
        }

        return translation;
    }
}

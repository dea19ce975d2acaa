using System.Text.Json;
using PipelineDsl.Discovery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Turns resources of the Prometheus Operator into jobs: no I/O, the same for the same input.</summary>
/// <remarks>A resource is rejected as a whole: jobs for the good half of a broken resource would hide the broken one.</remarks>
internal static class OperatorTranslator
{
    /// <summary>Translates a resource.</summary>
    /// <param name="kind">The kind that was asked for.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="template">The pipeline's part of the jobs.</param>
    /// <param name="objects">The Secrets and ConfigMaps there are.</param>
    public static Translation Translate(OperatorKind kind, JsonElement resource, JobTemplate template, IReferencedObjects objects)
    {
        try
        {
            var scope = new ResourceScope(new Field(resource, ""), template, objects);
            return new Translation(Jobs(kind, scope), null);
        }
        catch (RejectedException e)
        {
            return new Translation([], e.Rejection);
        }
    }

    private static IReadOnlyList<ScrapeJob> Jobs(OperatorKind kind, ResourceScope scope) => kind switch
    {
        OperatorKind.ServiceMonitor => ServiceMonitors.Translate(scope),
        OperatorKind.PodMonitor => PodMonitors.Translate(scope),
        OperatorKind.Probe => Probes.Translate(scope),
        OperatorKind.ScrapeConfig => ScrapeConfigs.Translate(scope),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind is not known."),
    };
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PipelineDsl.Hosting;

namespace PipelineDsl;

/// <summary>The endpoints by which a cluster watches over a program with pipelines.</summary>
public static class PipelineEndpointExtensions
{
    /// <summary>Maps <c>/metrics</c> (the program's own metrics), <c>/-/healthy</c> and <c>/-/ready</c>, which have the paths and
    /// meanings they have in Prometheus: ready is a program whose discoveries have all reported once.</summary>
    /// <param name="endpoints">Where to map them.</param>
    public static IEndpointRouteBuilder MapPipelines(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.Map("/metrics", WriteMetricsAsync);
        endpoints.Map("/-/healthy", static (HttpContext context) => context.Response.WriteAsync("Healthy.\n"));
        endpoints.Map("/-/ready", WriteReadyAsync);
        return endpoints;
    }

    private static Task WriteMetricsAsync(HttpContext context)
    {
        var metrics = (SelfMetrics)context.RequestServices.GetService(typeof(SelfMetrics))!;
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return context.Response.WriteAsync(metrics.Expose());
    }

    private static Task WriteReadyAsync(HttpContext context)
    {
        var service = (PipelineService)context.RequestServices.GetService(typeof(PipelineService))!;
        IReadOnlyList<string> waiting = service.NotReady;
        if (waiting.Count == 0)
        {
            return context.Response.WriteAsync("Ready.\n");
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync($"Not ready: the discovery of {string.Join(", ", waiting)} has not reported yet.\n");
    }
}

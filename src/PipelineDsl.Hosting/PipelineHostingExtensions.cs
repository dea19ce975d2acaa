using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PipelineDsl.Delivery;
using PipelineDsl.Hosting;
using PipelineDsl.Kubernetes;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping;

namespace PipelineDsl;

/// <summary>Adds pipelines to a host.</summary>
public static class PipelineHostingExtensions
{
    /// <summary>Adds a pipeline, which runs from the host's start to its stop. The generated <c>AddPipelines()</c> calls this.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="name">The pipeline's name, unique in the program; the label <c>job</c> defaults to it.</param>
    /// <param name="create">Makes the pipeline from the host's services, once, at the start.</param>
    /// <remarks>
    /// Read from the configuration: <c>Destinations:&lt;name&gt;</c> (see <see cref="DestinationOptions"/>; those of <c>Type</c>
    /// <c>router</c> have <c>Routes</c> with <c>Match</c> and <c>Destinations</c>, and <c>DefaultDestinations</c>), <c>Data:Directory</c> (the
    /// folder of the spools, one below it for each replica; no spools where it is not set), <c>Cluster:Name</c>
    /// (the label <c>cluster</c> of all samples), <c>annotationAutodiscovery</c> (the <see cref="AnnotationOptions"/> that a pipeline may ask for) and, for the way to the Kubernetes API, <c>Kubernetes:Url</c> or
    /// <c>Kubernetes:KubeConfig</c> with <c>Kubernetes:Context</c>; without these, <c>KUBECONFIG</c>, the pod's service account or
    /// <c>~/.kube/config</c>. Replicas share their targets with <c>Replicas:Group</c> (see <see cref="ReplicaOptions"/>: <c>Identity</c>, <c>LeaseDuration</c>,
    /// <c>RenewInterval</c>) or, without a cluster, with <c>Sharding:Count</c> and <c>Sharding:Index</c>.
    /// </remarks>
    public static IHostApplicationBuilder AddPipeline(this IHostApplicationBuilder builder, string name, Func<IServiceProvider, Pipeline> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.AddSingleton(new PipelineRegistration(name, create));
        AddRuntime(builder.Services);
        return builder;
    }

    private static void AddRuntime(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(PipelineService)))
        {
            return;
        }

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SelfMetrics>();
        services.AddSingleton(provider => DestinationSettings.Read(
            provider.GetRequiredService<IConfiguration>(), new SignerSettings([.. provider.GetServices<IRequestSignerFactory>()])));
        services.AddSingleton(provider => new Destinations(provider.GetRequiredService<DestinationSettings>().Names));
        services.AddSingleton(provider => AnnotationSettings.Read(
            provider.GetRequiredService<IConfiguration>().GetSection("annotationAutodiscovery")));
        services.AddDiscovery(provider => KubernetesSettings.Access(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(ReplicaSettings.Read);
        services.AddSingleton<PipelineService>();
        services.AddHostedService(provider => provider.GetRequiredService<PipelineService>());
        services.AddHostedService<HeapCompaction>();
    }
}

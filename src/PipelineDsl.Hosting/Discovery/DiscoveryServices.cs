using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PipelineDsl.Kubernetes;
using PipelineDsl.Kubernetes.Operator;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping;

namespace PipelineDsl.Hosting;

/// <summary>Everything that finds targets and jobs.</summary>
internal static class DiscoveryServices
{
    /// <summary>Adds the discoveries.</summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="access">Finds the way to the Kubernetes API when it is first needed.</param>
    public static IServiceCollection AddDiscovery(this IServiceCollection services, Func<IServiceProvider, KubernetesAccess> access)
    {
        services.AddSingleton<ITargetDiscovery, StaticDiscovery>();
        services.AddSingleton<ITargetDiscovery>(provider => new HttpDiscovery(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<ITargetDiscovery>(provider => new FileDiscovery(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<ITargetDiscovery>(provider => new DnsDiscovery(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => new KubernetesDiscovery(
            () => access(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<ITargetDiscovery>(provider => provider.GetRequiredService<KubernetesDiscovery>());
        services.TryAddSingleton<IEventSink>(provider => new KubernetesEvents(provider.GetRequiredService<KubernetesDiscovery>()));
        services.AddSingleton<ITargetDiscovery>(provider => new AnnotatedDiscovery(
            provider.GetRequiredService<KubernetesDiscovery>(),
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<IEventSink>()));
        services.AddSingleton<IJobDiscovery>(provider => new OperatorDiscovery(
            provider.GetRequiredService<KubernetesDiscovery>(),
            source => provider.GetServices<ITargetDiscovery>().Any(discovery => discovery.CanDiscover(source)),
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<IEventSink>()));
        return services;
    }
}

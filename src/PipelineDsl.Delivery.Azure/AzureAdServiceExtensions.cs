using Microsoft.Extensions.DependencyInjection;
using PipelineDsl.Delivery;
using PipelineDsl.Delivery.Azure;

namespace PipelineDsl;

/// <summary>Adds tokens of Microsoft Entra ID to a host's destinations.</summary>
public static class AzureAdServiceExtensions
{
    /// <summary>Gives a token to the requests of destinations that have a section <c>AzureAd</c>, whose keys are the properties of
    /// <see cref="AzureAdOptions"/>.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddAzureAd(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<IRequestSignerFactory>(
            provider => new AzureAdSignerFactory(provider.GetService<TimeProvider>() ?? TimeProvider.System));
    }
}

using Microsoft.Extensions.DependencyInjection;
using PipelineDsl.Delivery;
using PipelineDsl.Delivery.Aws;

namespace PipelineDsl;

/// <summary>Adds signatures of AWS to a host's destinations.</summary>
public static class SigV4ServiceExtensions
{
    /// <summary>Signs the requests of destinations that have a section <c>SigV4</c>, whose keys are the properties of <see cref="SigV4Options"/>.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddSigV4(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<IRequestSignerFactory>(
            provider => new SigV4SignerFactory(provider.GetService<TimeProvider>() ?? TimeProvider.System));
    }
}

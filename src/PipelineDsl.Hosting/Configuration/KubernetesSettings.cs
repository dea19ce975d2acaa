using Microsoft.Extensions.Configuration;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.Hosting;

/// <summary>What the configuration says of the way to the Kubernetes API.</summary>
internal static class KubernetesSettings
{
    public static KubernetesAccess Access(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("Kubernetes");
        if (section["Url"] is { Length: > 0 } url)
        {
            return KubernetesAccess.FromUrl(new Uri(url));
        }

        return section["KubeConfig"] is { Length: > 0 } path
            ? KubernetesAccess.FromKubeConfig(path, section["Context"])
            : KubernetesAccess.FromEnvironment();
    }
}

using Azure.Identity;

namespace PipelineDsl.Delivery.Azure;

/// <summary>The clouds: where tokens are had and what for.</summary>
internal static class AzureCloud
{
    public const string Public = "AzurePublic";
    private const string China = "AzureChina";
    private const string Government = "AzureGovernment";

    public static bool IsKnown(string cloud) => cloud is Public or China or Government;

    public static Uri Authority(string cloud) => cloud switch
    {
        China => AzureAuthorityHosts.AzureChina,
        Government => AzureAuthorityHosts.AzureGovernment,
        _ => AzureAuthorityHosts.AzurePublicCloud,
    };

    // Two slashes: the resource ends with one itself.
    public static string Scope(string cloud) => cloud switch
    {
        China => "https://monitor.azure.cn//.default",
        Government => "https://monitor.azure.us//.default",
        _ => "https://monitor.azure.com//.default",
    };
}

using Microsoft.Extensions.Configuration;

namespace PipelineDsl.Delivery.Azure;

/// <summary>Makes signers from sections <c>AzureAd</c>.</summary>
internal sealed class AzureAdSignerFactory(TimeProvider time) : IRequestSignerFactory
{
    public string Section => "AzureAd";

    public IRequestSigner Create(IConfigurationSection section)
    {
        var errors = new List<string>();
        RejectOthers(section, errors, ["Cloud", "Scope", "ManagedIdentity", "OAuth", "WorkloadIdentity", "Sdk"]);
        var options = new AzureAdOptions
        {
            Scope = section["Scope"],
            ManagedIdentity = Identity(section, "ManagedIdentity", errors, "ClientId"),
            OAuth = Identity(section, "OAuth", errors, "ClientId", "ClientSecret", "TenantId"),
            WorkloadIdentity = Identity(section, "WorkloadIdentity", errors, "ClientId", "TenantId", "TokenFilePath"),
            Sdk = Identity(section, "Sdk", errors, "TenantId"),
        };
        options.Cloud = section["Cloud"] ?? options.Cloud;
        errors.AddRange(options.Validate(section.Path));
        return errors.Count == 0 ? new AzureAdSigner(options, time) : throw new ArgumentException(string.Join(' ', errors));
    }

    private static AzureIdentity? Identity(IConfigurationSection parent, string key, List<string> errors, params ReadOnlySpan<string> known)
    {
        IConfigurationSection section = parent.GetSection(key);
        if (!section.Exists())
        {
            return null;
        }

        RejectOthers(section, errors, known);
        return new AzureIdentity
        {
            ClientId = section["ClientId"], ClientSecret = section["ClientSecret"], TenantId = section["TenantId"], TokenFilePath = section["TokenFilePath"],
        };
    }

    private static void RejectOthers(IConfigurationSection section, List<string> errors, ReadOnlySpan<string> known)
    {
        foreach (IConfigurationSection setting in section.GetChildren())
        {
            if (!known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                errors.Add($"{setting.Path} is no setting of {section.Key}: remove it.");
            }
        }
    }
}

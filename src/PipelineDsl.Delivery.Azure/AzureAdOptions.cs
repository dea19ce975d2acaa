namespace PipelineDsl.Delivery.Azure;

/// <summary>How tokens of Microsoft Entra ID are had: section <c>AzureAd</c> of a destination, with the names and defaults of Prometheus'
/// <c>azuread</c>.</summary>
/// <remarks>Exactly one of <see cref="ManagedIdentity"/>, <see cref="OAuth"/>, <see cref="WorkloadIdentity"/> and <see cref="Sdk"/> must be set.</remarks>
public sealed class AzureAdOptions
{
    /// <summary>The cloud: <c>AzurePublic</c>, <c>AzureChina</c> or <c>AzureGovernment</c>. The default value is <c>AzurePublic</c>.</summary>
    public string Cloud { get; set; } = AzureCloud.Public;

    /// <summary>What the token is for. The default value is <see langword="null"/>: the cloud's Azure Monitor.</summary>
    public string? Scope { get; set; }

    /// <summary>An identity that Azure gives to the machine. The default value is <see langword="null"/>.</summary>
    public AzureIdentity? ManagedIdentity { get; set; }

    /// <summary>An application and its secret: <see cref="AzureIdentity.ClientId"/>, <see cref="AzureIdentity.ClientSecret"/> and
    /// <see cref="AzureIdentity.TenantId"/>. The default value is <see langword="null"/>.</summary>
    public AzureIdentity? OAuth { get; set; }

    /// <summary>The identity of the pod's service account. The default value is <see langword="null"/>.</summary>
    public AzureIdentity? WorkloadIdentity { get; set; }

    /// <summary>What the SDK finds in its usual places, for <see cref="AzureIdentity.TenantId"/> if that is set. The default value is
    /// <see langword="null"/>.</summary>
    public AzureIdentity? Sdk { get; set; }

    /// <summary>Looks for everything that is wrong.</summary>
    /// <param name="section">The configuration section, for the messages.</param>
    /// <returns>One message for each error, naming the configuration key and the mend; empty when all is well. Secrets are not in them.</returns>
    public IReadOnlyList<string> Validate(string section)
    {
        var errors = new List<string>();
        if (!AzureCloud.IsKnown(Cloud))
        {
            errors.Add($"{section}:Cloud is '{Cloud}': set it to AzurePublic, AzureChina or AzureGovernment.");
        }

        (string Key, AzureIdentity? Identity, string[] Needed)[] ways =
        [
            ("ManagedIdentity", ManagedIdentity, []),
            ("OAuth", OAuth, ["ClientId", "ClientSecret", "TenantId"]),
            ("WorkloadIdentity", WorkloadIdentity, ["ClientId", "TenantId"]),
            ("Sdk", Sdk, []),
        ];
        if (ways.Count(way => way.Identity is not null) != 1)
        {
            errors.Add($"{section} must have exactly one of ManagedIdentity, OAuth, WorkloadIdentity and Sdk.");
        }

        foreach ((string key, AzureIdentity? identity, string[] needed) in ways)
        {
            errors.AddRange(needed.Where(name => identity is not null && string.IsNullOrEmpty(identity.Get(name)))
                .Select(name => $"{section}:{key}:{name} is missing: set it."));
        }

        return errors;
    }
}

namespace PipelineDsl.Delivery.Azure;

/// <summary>Who asks for a token; which of the properties matter depends on the way.</summary>
public sealed class AzureIdentity
{
    /// <summary>The client's or identity's id. The default value is <see langword="null"/>: for a managed identity the machine's own.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client's secret. The default value is <see langword="null"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The tenant. The default value is <see langword="null"/>.</summary>
    public string? TenantId { get; set; }

    /// <summary>The file with the service account's token. The default value is <see langword="null"/>: <c>AZURE_FEDERATED_TOKEN_FILE</c>, which the
    /// workload identity webhook sets.</summary>
    public string? TokenFilePath { get; set; }

    internal string? Get(string name) => name switch
    {
        "ClientId" => ClientId,
        "ClientSecret" => ClientSecret,
        _ => TenantId,
    };
}

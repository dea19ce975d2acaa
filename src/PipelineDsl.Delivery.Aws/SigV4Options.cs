namespace PipelineDsl.Delivery.Aws;

/// <summary>How requests are signed for AWS: section <c>SigV4</c> of a destination, with the names and defaults of Prometheus' <c>sigv4</c>.</summary>
/// <remarks>Without <see cref="AccessKey"/> and <see cref="Profile"/> the credentials are looked for where the SDK does: the environment, the web
/// identity of a service account, the shared files, the container, the instance.</remarks>
public sealed class SigV4Options
{
    /// <summary>The region that the receiver is in. The default value is <see langword="null"/>: <c>AWS_REGION</c> or <c>AWS_DEFAULT_REGION</c>.</summary>
    public string? Region { get; set; }

    /// <summary>The access key. The default value is <see langword="null"/>.</summary>
    public string? AccessKey { get; set; }

    /// <summary>The secret key of <see cref="AccessKey"/>. The default value is <see langword="null"/>.</summary>
    public string? SecretKey { get; set; }

    /// <summary>The profile in the shared files that has the credentials. The default value is <see langword="null"/>.</summary>
    public string? Profile { get; set; }

    /// <summary>The role that is assumed with the credentials, as ARN. The default value is <see langword="null"/>: none.</summary>
    public string? RoleArn { get; set; }

    /// <summary>The external id that the role asks for. The default value is <see langword="null"/>: none.</summary>
    public string? ExternalId { get; set; }

    /// <summary>The service that the receiver belongs to. The default value is <c>aps</c>, Amazon Managed Service for Prometheus.</summary>
    public string ServiceName { get; set; } = "aps";

    /// <summary>Whether the role is assumed at a FIPS endpoint. The default value is <see langword="false"/>.</summary>
    public bool UseFipsStsEndpoint { get; set; }

    /// <summary>Looks for everything that is wrong.</summary>
    /// <param name="section">The configuration section, for the messages.</param>
    /// <returns>One message for each error, naming the configuration key and the mend; empty when all is well. Secrets are not in them.</returns>
    public IReadOnlyList<string> Validate(string section)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(FindRegion()))
        {
            errors.Add($"{section}:Region is missing: set it to the receiver's region, such as eu-central-1, or set the variable AWS_REGION.");
        }

        if (AccessKey is null != SecretKey is null)
        {
            errors.Add($"{section}:{(AccessKey is null ? "SecretKey" : "AccessKey")} is set alone: set AccessKey and SecretKey, or neither.");
        }

        if (AccessKey is not null && Profile is not null)
        {
            errors.Add($"{section}:AccessKey and {section}:Profile are both set: remove one of them.");
        }

        if (RoleArn is not null && !RoleArn.StartsWith("arn:", StringComparison.Ordinal))
        {
            errors.Add($"{section}:RoleArn is '{RoleArn}': write it like arn:aws:iam::123456789012:role/metrics-writer.");
        }

        if (ExternalId is not null && RoleArn is null)
        {
            errors.Add($"{section}:ExternalId is set without {section}:RoleArn, which alone asks for it: set the role, or remove it.");
        }

        if (string.IsNullOrWhiteSpace(ServiceName))
        {
            errors.Add($"{section}:ServiceName is empty: set it to the service's name in signatures, or remove it for aps.");
        }

        return errors;
    }

    internal string? FindRegion() =>
        Region ?? Environment.GetEnvironmentVariable("AWS_REGION") ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION");
}

using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace PipelineDsl.Delivery.Aws;

/// <summary>Credentials of a role, renewed before they expire.</summary>
internal sealed class AssumedRole : RefreshingAWSCredentials
{
    private const string Session = "pipelinedsl";

    private readonly AmazonSecurityTokenServiceClient _sts;
    private readonly AssumeRoleRequest _request;

    public AssumedRole(AWSCredentials own, string roleArn, string? externalId, string region, bool useFips, string? stsUrl)
    {
        var config = new AmazonSecurityTokenServiceConfig { UseFIPSEndpoint = useFips, AuthenticationRegion = region };
        if (stsUrl is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        else
        {
            config.ServiceURL = stsUrl;
        }

        _sts = new AmazonSecurityTokenServiceClient(own, config);
        _request = new AssumeRoleRequest { RoleArn = roleArn, RoleSessionName = Session, ExternalId = externalId };
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        AssumeRoleResponse response = await _sts.AssumeRoleAsync(_request).ConfigureAwait(false);
        Credentials given = response.Credentials;
        return new CredentialsRefreshState(
            new ImmutableCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken), given.Expiration!.Value.ToUniversalTime());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sts.Dispose();
        }

        base.Dispose(disposing);
    }
}

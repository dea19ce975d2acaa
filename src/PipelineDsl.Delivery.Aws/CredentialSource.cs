using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace PipelineDsl.Delivery.Aws;

/// <summary>Finds credentials, once, and keeps them fresh.</summary>
/// <param name="options">Where they are, and which role is assumed with them.</param>
/// <param name="region">The region of the token service.</param>
/// <param name="stsUrl">The address of the token service; <see langword="null"/> for the region's.</param>
internal sealed class CredentialSource(SigV4Options options, string region, string? stsUrl)
{
    private readonly string? _accessKey = options.AccessKey;
    private readonly string? _secretKey = options.SecretKey;
    private readonly string? _profile = options.Profile;
    private readonly string? _roleArn = options.RoleArn;
    private readonly string? _externalId = options.ExternalId;
    private readonly bool _useFips = options.UseFipsStsEndpoint;
    private AWSCredentials? _found;

    /// <exception cref="HttpRequestException">There are none to be had now.</exception>
    public async Task<ImmutableCredentials> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            AWSCredentials credentials = Volatile.Read(ref _found) ?? await FindAsync(cancellationToken).ConfigureAwait(false);
            return await credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is AmazonClientException or AmazonServiceException or IOException)
        {
            // Said as one line: what is inside tells of HTTP only.
            throw new HttpRequestException($"no AWS credentials{Place()}: {error.Message}");
        }
    }

    private string Place() => _roleArn is not null ? $" of the role {_roleArn}" : _profile is not null ? $" of the profile {_profile}" : "";

    private async Task<AWSCredentials> FindAsync(CancellationToken cancellationToken)
    {
        AWSCredentials credentials = _accessKey is not null ? new BasicAWSCredentials(_accessKey, _secretKey)
            : _profile is not null ? Profile(_profile)
            : await new DefaultAWSCredentialsIdentityResolver().ResolveIdentityAsync(null!, cancellationToken).ConfigureAwait(false);
        if (_roleArn is not null)
        {
            credentials = new AssumedRole(credentials, _roleArn, _externalId, region, _useFips, stsUrl);
        }

        // Two at the same moment find the same.
        return Interlocked.CompareExchange(ref _found, credentials, null) ?? credentials;
    }

    private static AWSCredentials Profile(string name) => new CredentialProfileStoreChain().TryGetAWSCredentials(name, out AWSCredentials credentials)
        ? credentials
        : throw new AmazonClientException("the shared files have no such profile, or it has no credentials");
}

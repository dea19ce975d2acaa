using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace PipelineDsl.Delivery.Azure;

/// <summary>Gives requests a token of Microsoft Entra ID, as Azure Monitor takes it.</summary>
/// <example>
/// <code>
/// var signer = new AzureAdSigner(new AzureAdOptions { ManagedIdentity = new() }, TimeProvider.System);
/// </code>
/// </example>
public sealed class AzureAdSigner : IRequestSigner
{
    // Clocks differ and requests take time.
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(2);

    private readonly TokenCredential _credential;
    private readonly TokenRequestContext _context;
    private readonly TimeProvider _time;
    private CachedToken? _token;

    /// <summary>Creates a signer. The first token is fetched for the first request, the next before it expires.</summary>
    /// <param name="options">How tokens are had. Later changes of the object have no effect.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message has every error.</exception>
    public AzureAdSigner(AzureAdOptions options, TimeProvider time)
        : this(options, time, authority: null, transport: null)
    {
    }

    internal AzureAdSigner(AzureAdOptions options, TimeProvider time, Uri? authority, HttpPipelineTransport? transport)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Validate("AzureAd") is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        }

        _credential = Credential(options, authority ?? AzureCloud.Authority(options.Cloud), transport);
        _context = new TokenRequestContext([options.Scope ?? AzureCloud.Scope(options.Cloud)]);
        _time = time;
    }

    /// <inheritdoc/>
    public async ValueTask SignAsync(HttpRequestMessage request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        CachedToken token = Fresh() ?? await RenewAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.TryAddWithoutValidation("Authorization", token.Header);
    }

    private CachedToken? Fresh() => Volatile.Read(ref _token) is { } token && _time.GetUtcNow() < token.RenewAt ? token : null;

    // Two shards at the same moment may fetch two; either will do.
    private async Task<CachedToken> RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            AccessToken token = await _credential.GetTokenAsync(_context, cancellationToken).ConfigureAwait(false);
            var kept = new CachedToken($"Bearer {token.Token}", token.ExpiresOn - s_margin);
            Volatile.Write(ref _token, kept);
            return kept;
        }
        catch (AuthenticationFailedException error)
        {
            // The innermost says what is wrong, on several lines, and stands in the log as one.
            string[] lines = error.GetBaseException().Message.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            throw new HttpRequestException($"no token of Microsoft Entra ID: {string.Join(' ', lines)}");
        }
    }

    private static TokenCredential Credential(AzureAdOptions options, Uri authority, HttpPipelineTransport? transport)
    {
        if (options.OAuth is { } oauth)
        {
            return new ClientSecretCredential(oauth.TenantId, oauth.ClientId, oauth.ClientSecret, With(new ClientSecretCredentialOptions
            {
                AuthorityHost = authority, DisableInstanceDiscovery = transport is not null,
            }));
        }

        if (options.WorkloadIdentity is { } workload)
        {
            var own = new WorkloadIdentityCredentialOptions
            {
                AuthorityHost = authority, ClientId = workload.ClientId, TenantId = workload.TenantId, DisableInstanceDiscovery = transport is not null,
            };
            own.TokenFilePath = workload.TokenFilePath ?? own.TokenFilePath;
            return new WorkloadIdentityCredential(With(own));
        }

        if (options.Sdk is { } sdk)
        {
            return new DefaultAzureCredential(With(new DefaultAzureCredentialOptions { AuthorityHost = authority, TenantId = sdk.TenantId }));
        }

        ManagedIdentityId identity = options.ManagedIdentity!.ClientId is { Length: > 0 } id
            ? ManagedIdentityId.FromUserAssignedClientId(id)
            : ManagedIdentityId.SystemAssigned;
        return new ManagedIdentityCredential(With(new ManagedIdentityCredentialOptions(identity)));

        T With<T>(T client)
            where T : TokenCredentialOptions
        {
            client.Transport = transport ?? client.Transport;
            return client;
        }
    }

    private sealed record CachedToken(string Header, DateTimeOffset RenewAt);
}

using Amazon.Runtime;

namespace PipelineDsl.Delivery.Aws;

/// <summary>Signs requests with AWS Signature Version 4.</summary>
/// <remarks>Signed are the method, the address, the host, the content type, the body and the time; other headers may change on the way.</remarks>
/// <example>
/// <code>
/// var signer = new SigV4Signer(new SigV4Options { Region = "eu-central-1", RoleArn = "arn:aws:iam::123456789012:role/writer" }, TimeProvider.System);
/// </code>
/// </example>
public sealed class SigV4Signer : IRequestSigner
{
    private readonly CredentialSource _credentials;
    private readonly string _region;
    private readonly string _service;
    private readonly TimeProvider _time;

    /// <summary>Creates a signer. The credentials are looked for when the first request is signed, and renewed before they expire.</summary>
    /// <param name="options">How requests are signed. Later changes of the object have no effect.</param>
    /// <param name="time">The clock, whose time signatures carry.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message has every error.</exception>
    public SigV4Signer(SigV4Options options, TimeProvider time)
        : this(options, time, "SigV4", stsUrl: null)
    {
    }

    internal SigV4Signer(SigV4Options options, TimeProvider time, string section, string? stsUrl)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Validate(section) is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        }

        (_region, _service, _time) = (options.FindRegion()!, options.ServiceName, time);
        _credentials = new CredentialSource(options, _region, stsUrl);
    }

    /// <inheritdoc/>
    public async ValueTask SignAsync(HttpRequestMessage request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ImmutableCredentials credentials = await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        Signature.Add(request, body.Span, credentials, _region, _service, _time.GetUtcNow().UtcDateTime);
    }
}

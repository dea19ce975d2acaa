using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PipelineDsl.Http;

/// <summary>What TLS options refer to, as it was when it was read. Equal when nothing changed.</summary>
/// <param name="Ca">The authorities, as PEM.</param>
/// <param name="Certificate">The client's certificate, as PEM.</param>
/// <param name="Key">Its key, as PEM.</param>
internal sealed record TlsMaterial(string? Ca, string? Certificate, string? Key)
{
    /// <summary>Reads what options refer to.</summary>
    /// <exception cref="ConnectionSetupException">A file cannot be read.</exception>
    public static async ValueTask<TlsMaterial> ReadAsync(TlsOptions options, CancellationToken cancellationToken)
    {
        return new TlsMaterial(
            await PemAsync(options.Ca, "CA").ConfigureAwait(false),
            await PemAsync(options.Certificate, "client certificate").ConfigureAwait(false),
            await PemAsync(options.Key, "client key").ConfigureAwait(false));

        async ValueTask<string?> PemAsync(Secret? secret, string what) =>
            secret is null ? null : await SecretText.ReadPemAsync(secret, what, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes what a TLS stream is told.</summary>
    /// <exception cref="ConnectionSetupException">There is no certificate in what was read, or the key is another's.</exception>
    [SuppressMessage("Security", "CA5359", Justification = "The user asked for it by name.")]
    public SslClientAuthenticationOptions ToOptions(TlsOptions options)
    {
        var ssl = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = Protocols(options),
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (Ca is not null)
        {
            ssl.CertificateChainPolicy = Trust(Ca);
        }

        if (Certificate is not null)
        {
            ssl.ClientCertificateContext = Show(Certificate, Key!);
        }

        if (options.InsecureSkipVerify)
        {
            ssl.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }

        return ssl;
    }

    private static X509ChainPolicy Trust(string pem)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        Import(policy.CustomTrustStore, pem, "CA");
        return policy;
    }

    private static SslStreamCertificateContext Show(string certificate, string key)
    {
        var chain = new X509Certificate2Collection();
        Import(chain, certificate, "client certificate");
        try
        {
            return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(certificate, key), chain, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new ConnectionSetupException($"the client certificate and its key do not fit: {e.Message}", e);
        }
    }

    private static void Import(X509Certificate2Collection into, string pem, string what)
    {
        try
        {
            into.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new ConnectionSetupException($"the {what} is no PEM certificate: {e.Message}", e);
        }

        if (into.Count == 0)
        {
            throw new ConnectionSetupException($"the {what} holds no PEM certificate");
        }
    }

    // The old versions are there for those who ask; their names are marked as obsolete.
    private static SslProtocols Protocols(TlsOptions options)
    {
        ReadOnlySpan<int> all = [0xC0, 0x300, (int)SslProtocols.Tls12, (int)SslProtocols.Tls13];
        int protocols = 0;
        int last = (int)(options.MaxVersion ?? TlsVersion.Tls13);
        for (int version = Math.Min((int)(options.MinVersion ?? TlsVersion.Tls12), last); version <= last; version++)
        {
            protocols |= all[version];
        }

        return (SslProtocols)protocols;
    }
}

using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PipelineDsl.Kubernetes;

/// <summary>How the server is trusted, and which certificate the client shows.</summary>
internal sealed class TlsSettings
{
    /// <summary>PEM of the authorities that are trusted; <see langword="null"/> for those of the system.</summary>
    public byte[]? Authorities { get; init; }

    /// <summary>Where <see cref="Authorities"/> came from, for messages.</summary>
    public string AuthoritiesFrom { get; init; } = "";

    public bool SkipVerification { get; init; }

    /// <summary>The name the server's certificate is checked against, when it is not that of the URL.</summary>
    public string? ServerName { get; init; }

    /// <summary>The client's certificate, with the others that were in its file behind it.</summary>
    public X509Certificate2Collection? ClientCertificates { get; init; }

    /// <param name="clientCertificates">What the client shows: its certificate first.</param>
    public SslClientAuthenticationOptions ToOptions(X509Certificate2Collection? clientCertificates)
    {
        var options = new SslClientAuthenticationOptions();
        if (SkipVerification)
        {
#pragma warning disable CA5359 // The kubeconfig asks for exactly this, by a name nobody can miss.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (Authorities is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(ReadAuthorities());
        }

        if (clientCertificates is { Count: > 0 } certificates)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(certificates[0], [.. certificates.Skip(1)], offline: true);
        }

        return options;
    }

    /// <summary>Reads a certificate and its key from PEM.</summary>
    /// <exception cref="KubernetesAccessException">They do not belong together or are not PEM.</exception>
    public static X509Certificate2Collection ReadClientCertificates(byte[] certificate, byte[] key, string from)
    {
        try
        {
            string pem = System.Text.Encoding.UTF8.GetString(certificate);
            X509Certificate2 own = X509Certificate2.CreateFromPem(pem, System.Text.Encoding.UTF8.GetString(key));
            if (OperatingSystem.IsWindows())
            {
                // Windows' TLS cannot use a key that only lives in memory.
                using X509Certificate2 ephemeral = own;
                own = X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
            }

            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(pem);
            chain[0].Dispose();
            chain[0] = own;
            return chain;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KubernetesAccessException(
                $"The client certificate and key of {from} cannot be used: {e.Message} Give a PEM certificate and the unencrypted PEM key that belongs to it.", e);
        }
    }

    private X509Certificate2Collection ReadAuthorities()
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(System.Text.Encoding.UTF8.GetString(Authorities!));
        }
        catch (CryptographicException e)
        {
            throw new KubernetesAccessException($"The certificate authority of {AuthoritiesFrom} is not PEM: {e.Message}", e);
        }

        return authorities.Count > 0
            ? authorities
            : throw new KubernetesAccessException($"The certificate authority of {AuthoritiesFrom} holds no certificate: give PEM that begins with -----BEGIN CERTIFICATE-----.");
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PipelineDsl.Scraping.Tests.Http;

/// <summary>An authority of a test and the certificates it signs.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly X509Certificate2 _authority;

    public TestCertificates(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    public string Pem => _authority.ExportCertificatePem();

    public X509Certificate2 Certificate => _authority;

    /// <summary>A certificate for a host, with its key.</summary>
    public X509Certificate2 Sign(string name)
    {
        (string certificate, string key) = SignPem(name);
        // A server needs the key in a store of its own on some platforms.
        using X509Certificate2 pem = X509Certificate2.CreateFromPem(certificate, key);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }

    public (string Certificate, string Key) SignPem(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(
            _authority, DateTimeOffset.UnixEpoch.AddDays(1), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), RandomNumberGenerator.GetBytes(8));
        return (signed.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose() => _authority.Dispose();
}

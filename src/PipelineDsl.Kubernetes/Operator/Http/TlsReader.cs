using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PipelineDsl.Http;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Reads what is trusted and shown over TLS, and checks certificates and keys.</summary>
internal static class TlsReader
{
    /// <summary>Reads a <c>tlsConfig</c>; null where it is absent.</summary>
    public static TlsOptions? ReadTls(this Field field, ResourceScope scope)
    {
        if (!field.IsPresent)
        {
            return null;
        }

        Secret? ca = Either(field, "ca", field["ca"].ReadSecretOrConfigMap(scope), scope);
        Secret? certificate = Either(field, "cert", field["cert"].ReadSecretOrConfigMap(scope), scope);
        Secret? key = Either(field, "key", field["keySecret"].ReadSecretKey(scope), scope);
        if (certificate is null != key is null)
        {
            throw field.Reject(key is null ? "there is a certificate without its key: add keySecret" : "there is a key without its certificate: add cert");
        }

        var options = new TlsOptions
        {
            Ca = ca,
            Certificate = certificate,
            Key = key,
            ServerName = field["serverName"].TextOrEmpty() is { Length: > 0 } name ? name : null,
            InsecureSkipVerify = field["insecureSkipVerify"].Flag() ?? false,
            MinVersion = field["minVersion"].Choice(FieldWords.TlsVersions),
            MaxVersion = field["maxVersion"].Choice(FieldWords.TlsVersions),
        };
        if (options.MinVersion > options.MaxVersion)
        {
            throw field["maxVersion"].Reject($"it is older than minVersion, {field["minVersion"].Text()}");
        }

        CheckCertificates(field, options);
        return options;
    }

    /// <summary>TLS with what the scrape class adds where the resource leaves it open.</summary>
    public static TlsOptions With(this TlsOptions? own, TlsOptions? ofClass) => (own, ofClass) switch
    {
        (null, _) => ofClass ?? TlsOptions.Default,
        (_, null) => own,
        _ => own with { Ca = own.Ca ?? ofClass.Ca, Certificate = own.Certificate ?? ofClass.Certificate, Key = own.Key ?? ofClass.Key },
    };

    private static Secret? Either(Field field, string name, Secret? value, ResourceScope scope)
    {
        Secret? file = field[$"{name}File"].ReadFile(scope);
        return file is null || value is null ? file ?? value
            : throw field[$"{name}File"].Reject($"it excludes {(name == "key" ? "keySecret" : name)}: choose one");
    }

    private static void CheckCertificates(Field field, TlsOptions options)
    {
        if (Value(options.Ca) is { } ca)
        {
            Check(field["ca"], "this is no certificate in PEM", () => X509Certificate2.CreateFromPem(ca));
        }

        if (Value(options.Certificate) is { } certificate && Value(options.Key) is { } key)
        {
            Check(field["keySecret"], "certificate and key do not fit together, or are not PEM", () => X509Certificate2.CreateFromPem(certificate, key));
        }
    }

    private static void Check(Field field, string reason, Func<X509Certificate2> load)
    {
        try
        {
            load().Dispose();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw field.Reject($"{reason}: {e.Message}");
        }
    }

    // Files are read when they are needed: they may come and go.
    private static string? Value(Secret? secret) => secret?.KnownValue;
}

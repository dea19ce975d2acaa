using PipelineDsl.Http;

namespace PipelineDsl.Delivery;

/// <summary>What a destination, or its token endpoint, is trusted for and shown over TLS: Prometheus' <c>tls_config</c>.</summary>
/// <remarks>Files are read again when they change; connections are then made anew.</remarks>
public sealed class ClientTlsOptions
{
    /// <summary>The authorities that are trusted instead of the machine's, as PEM. The default value is <see langword="null"/>.</summary>
    public string? Ca { get; set; }

    /// <summary>A file with <see cref="Ca"/>. The default value is <see langword="null"/>.</summary>
    public string? CaFile { get; set; }

    /// <summary>The client's certificate, as PEM. The default value is <see langword="null"/>: none.</summary>
    public string? Cert { get; set; }

    /// <summary>A file with <see cref="Cert"/>. The default value is <see langword="null"/>.</summary>
    public string? CertFile { get; set; }

    /// <summary>The key of the client's certificate, as PEM. The default value is <see langword="null"/>.</summary>
    public string? Key { get; set; }

    /// <summary>A file with <see cref="Key"/>. The default value is <see langword="null"/>.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The name that the server's certificate must have. The default value is <see langword="null"/>: the host of the address.</summary>
    public string? ServerName { get; set; }

    /// <summary>Whether any certificate is taken. The default value is <see langword="false"/>.</summary>
    public bool InsecureSkipVerify { get; set; }

    /// <summary>The oldest version. The default value is <see langword="null"/>: TLS 1.2.</summary>
    public TlsVersion? MinVersion { get; set; }

    /// <summary>The newest version. The default value is <see langword="null"/>: no bound.</summary>
    public TlsVersion? MaxVersion { get; set; }

    internal TlsOptions ToTls() => new()
    {
        Ca = SecretSource.Of(Ca, CaFile),
        Certificate = SecretSource.Of(Cert, CertFile),
        Key = SecretSource.Of(Key, KeyFile),
        ServerName = ServerName,
        InsecureSkipVerify = InsecureSkipVerify,
        MinVersion = MinVersion,
        MaxVersion = MaxVersion,
    };

    internal ClientTlsOptions Copy() => (ClientTlsOptions)MemberwiseClone();
}

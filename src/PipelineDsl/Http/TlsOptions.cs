namespace PipelineDsl.Http;

/// <summary>What is trusted and shown over TLS. Files are read again when they change.</summary>
public sealed record TlsOptions
{
    /// <summary>The options where nothing was said: the machine's authorities are trusted, no certificate is shown.</summary>
    public static TlsOptions Default { get; } = new();

    /// <summary>The authorities that are trusted instead of the machine's, as PEM. The default value is <see langword="null"/>.</summary>
    public Secret? Ca { get; init; }

    /// <summary>The client's certificate, as PEM. The default value is <see langword="null"/>: none.</summary>
    public Secret? Certificate { get; init; }

    /// <summary>The key of <see cref="Certificate"/>, as PEM. The default value is <see langword="null"/>.</summary>
    public Secret? Key { get; init; }

    /// <summary>The name that the server's certificate must have, also sent as SNI. The default value is <see langword="null"/>: the URL's host.</summary>
    public string? ServerName { get; init; }

    /// <summary>Whether any certificate is taken. The default value is <see langword="false"/>.</summary>
    public bool InsecureSkipVerify { get; init; }

    /// <summary>The oldest version. The default value is <see langword="null"/>: TLS 1.2.</summary>
    public TlsVersion? MinVersion { get; init; }

    /// <summary>The newest version. The default value is <see langword="null"/>: no bound.</summary>
    public TlsVersion? MaxVersion { get; init; }

    internal void Validate()
    {
        if (Certificate is null != Key is null)
        {
            throw new ArgumentException("A TLS certificate needs its key and a key its certificate: set both or none.");
        }

        if (MinVersion > MaxVersion)
        {
            throw new ArgumentException($"The oldest TLS version, {MinVersion}, is newer than the newest, {MaxVersion}.");
        }
    }
}

using PipelineDsl.Http;

namespace PipelineDsl.Delivery;

/// <summary>Where a destination is and how samples get there: configuration section <c>Destinations:&lt;name&gt;</c>.</summary>
/// <remarks>Plain properties, so that a configuration binder can fill them; <see cref="Validate"/> says what is wrong with them.</remarks>
/// <example>
/// <code>
/// { "Destinations": { "metrics-service": { "Url": "https://mimir.example/api/v1/push", "BearerTokenFile": "/var/run/secrets/token" } } }
/// </code>
/// </example>
public sealed class DestinationOptions
{
    internal const string Prometheus = "prometheus";
    internal const string Otlp = "otlp";

    /// <summary>What is delivered: <c>prometheus</c>, remote write, or <c>otlp</c>, the OpenTelemetry protocol. The default value is <c>prometheus</c>.</summary>
    public string Type { get; set; } = Prometheus;

    /// <summary>How <c>otlp</c> is sent: <c>grpc</c>, or <c>http</c> with protobuf bodies, whose path <c>/v1/metrics</c> is added to
    /// <see cref="Url"/>. The default value is <c>grpc</c>.</summary>
    public string Protocol { get; set; } = OtlpProtocols.Grpc;

    /// <summary>How <c>otlp</c> is compressed: <c>gzip</c> or <c>none</c>. The default value is <c>gzip</c>.</summary>
    public string Compression { get; set; } = OtlpProtocols.Gzip;

    /// <summary>The message that requests hold: <see cref="RemoteWriteMessages.Version1"/> or <see cref="RemoteWriteMessages.Version2"/>.
    /// The default value is the former.</summary>
    /// <remarks>Where a receiver does not know 2.0, it gets 1.0 until the program ends.</remarks>
    public string ProtobufMessage { get; set; } = RemoteWriteMessages.Version1;

    /// <summary>The address that requests go to, <c>http</c> or <c>https</c>, without credentials. There is no default value.</summary>
    public string? Url { get; set; }

    /// <summary>User name and password. The default value is <see langword="null"/>: none.</summary>
    public BasicAuthOptions? BasicAuth { get; set; }

    /// <summary>A bearer token. The default value is <see langword="null"/>: none.</summary>
    public string? BearerToken { get; set; }

    /// <summary>A file with a bearer token, read again for every request. The default value is <see langword="null"/>: none.</summary>
    public string? BearerTokenFile { get; set; }

    /// <summary>A token fetched from an endpoint. The default value is <see langword="null"/>: none.</summary>
    public OAuth2Options? OAuth2 { get; set; }

    /// <summary>What is trusted and shown over TLS. By default the machine's authorities are trusted, and no certificate is shown.</summary>
    public ClientTlsOptions Tls { get; set; } = new();

    /// <summary>The way through a proxy. The default value is <see langword="null"/>: none, whatever the environment says.</summary>
    public ClientProxyOptions? Proxy { get; set; }

    /// <summary>Whether redirects are followed. The default value is <see langword="true"/>.</summary>
    /// <remarks>Only 307 and 308, which keep the request what it is; credentials go along to the same host only.</remarks>
    public bool FollowRedirects { get; set; } = true;

    /// <summary>Whether HTTP/2 is offered to receivers over TLS. The default value is <see langword="false"/>, as Prometheus has it for remote write.
    /// <c>grpc</c> has it always.</summary>
    public bool EnableHttp2 { get; set; }

    /// <summary>The tenant, sent as header <c>X-Scope-OrgID</c>. The default value is <see langword="null"/>: no such header.</summary>
    public string? TenantId { get; set; }

    /// <summary>Further headers of every request. The default value is empty.</summary>
    public Dictionary<string, string> Headers { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Labels for every series that has no label of the same name. The default value is empty.</summary>
    public Dictionary<string, string> ExternalLabels { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Rules that run on every series before it is sent, external labels included. The default value is empty.</summary>
    public List<WriteRelabelOptions> WriteRelabel { get; set; } = [];

    /// <summary>The longest one request may take. The default value is 30 seconds.</summary>
    public TimeSpan RemoteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether native histograms are sent. The default value is <see langword="false"/>, as in Prometheus: they are left out.</summary>
    /// <remarks>Those with custom buckets need 2.0; for 1.0 they are dropped and counted.</remarks>
    public bool SendNativeHistograms { get; set; }

    /// <summary>Whether exemplars are sent, each once. The default value is <see langword="true"/>.</summary>
    public bool SendExemplars { get; set; } = true;

    /// <summary>How types, units and help texts of metrics are sent.</summary>
    public MetadataOptions Metadata { get; set; } = new();

    /// <summary>How samples are queued, batched and tried again.</summary>
    public QueueOptions Queue { get; set; } = new();

    /// <summary>Where samples wait on disk. By default nowhere: they wait in memory only.</summary>
    public SpoolOptions Spool { get; set; } = new();

    /// <summary>What proves each request in another way. Not for binders: it comes with its own configuration.</summary>
    internal IRequestSigner? Signer { get; set; }

    internal int EffectiveCapacity => Queue.Capacity ?? Math.Max(
        Queue.MaxSamplesPerSend, Spool.Directory is null ? QueueOptions.CapacityWithoutSpool : QueueOptions.CapacityWithSpool);

    /// <summary>Looks for everything that is wrong.</summary>
    /// <param name="name">The destination's name, for the configuration keys in the messages.</param>
    /// <returns>One message for each error, naming the configuration key and the mend; empty when all is well. Secrets are not in them.</returns>
    public IReadOnlyList<string> Validate(string name) => DestinationOptionsValidator.Validate(name, this);

    // What a signer makes is for the address of the options: redirects are not followed then.
    internal HttpClientOptions ToHttp() => new()
    {
        Authentication = BasicAuth is not null ? BasicAuth.ToAuthentication()
            : OAuth2 is not null ? OAuth2.ToAuthentication()
            : SecretSource.Of(BearerToken, BearerTokenFile) is { } token ? new HeaderAuthentication(token)
            : null,
        Tls = Tls.ToTls(),
        Proxy = Proxy?.ToProxy(),
        FollowRedirects = FollowRedirects && Signer is null,
        EnableHttp2 = EnableHttp2,
        RequiresHttp2 = Type == Otlp && Protocol == OtlpProtocols.Grpc,
    };

    internal DestinationOptions Copy()
    {
        var copy = (DestinationOptions)MemberwiseClone();
        copy.BasicAuth = BasicAuth?.Copy();
        copy.OAuth2 = OAuth2?.Copy();
        copy.Tls = Tls.Copy();
        copy.Proxy = Proxy?.Copy();
        copy.Headers = new(Headers, Headers.Comparer);
        copy.ExternalLabels = new(ExternalLabels, ExternalLabels.Comparer);
        copy.WriteRelabel = [.. WriteRelabel];
        copy.Metadata = Metadata.Copy();
        copy.Queue = Queue.Copy();
        copy.Spool = Spool.Copy();
        return copy;
    }
}

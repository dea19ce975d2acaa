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

    internal int EffectiveCapacity => Queue.Capacity ?? Math.Max(
        Queue.MaxSamplesPerSend, Spool.Directory is null ? QueueOptions.CapacityWithoutSpool : QueueOptions.CapacityWithSpool);

    /// <summary>Looks for everything that is wrong.</summary>
    /// <param name="name">The destination's name, for the configuration keys in the messages.</param>
    /// <returns>One message for each error, naming the configuration key and the mend; empty when all is well. Secrets are not in them.</returns>
    public IReadOnlyList<string> Validate(string name) => DestinationOptionsValidator.Validate(name, this);

    internal DestinationOptions Copy() => new()
    {
        Type = Type,
        Protocol = Protocol,
        Compression = Compression,
        ProtobufMessage = ProtobufMessage,
        Url = Url,
        BasicAuth = BasicAuth is null
            ? null
            : new() { Username = BasicAuth.Username, Password = BasicAuth.Password, PasswordFile = BasicAuth.PasswordFile },
        BearerToken = BearerToken,
        BearerTokenFile = BearerTokenFile,
        TenantId = TenantId,
        Headers = new(Headers, Headers.Comparer),
        ExternalLabels = new(ExternalLabels, ExternalLabels.Comparer),
        WriteRelabel = [.. WriteRelabel],
        RemoteTimeout = RemoteTimeout,
        SendNativeHistograms = SendNativeHistograms,
        SendExemplars = SendExemplars,
        Metadata = Metadata.Copy(),
        Queue = Queue.Copy(),
        Spool = Spool.Copy(),
    };
}

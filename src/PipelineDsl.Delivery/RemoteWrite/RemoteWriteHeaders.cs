using System.Reflection;

namespace PipelineDsl.Delivery;

/// <summary>The headers of remote write.</summary>
internal static class RemoteWriteHeaders
{
    public const string Tenant = "X-Scope-OrgID";
    public const string RetryAttempt = "Retry-Attempt";
    public const string ProtocolVersion = "X-Prometheus-Remote-Write-Version";
    public const string ProtocolVersion1 = "0.1.0";
    public const string ProtocolVersion2 = "2.0.0";
    public const string SamplesWritten = "X-Prometheus-Remote-Write-Samples-Written";
    public const string HistogramsWritten = "X-Prometheus-Remote-Write-Histograms-Written";
    public const string ExemplarsWritten = "X-Prometheus-Remote-Write-Exemplars-Written";
    public const string ContentType = "application/x-protobuf";
    public const string ContentType2 = $"{ContentType};proto={RemoteWriteMessages.Version2}";
    public const string ContentEncoding = "snappy";

    public static string UserAgent { get; } = "PipelineDsl/" + Version();

    // The informational version ends with the commit, which is nobody else's business.
    private static string Version() =>
        typeof(RemoteWriteHeaders).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}

using PipelineDsl.Discovery;
using PipelineDsl.Http;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>The words that fields may hold, and what they say.</summary>
internal static class FieldWords
{
    public static IReadOnlyDictionary<string, RelabelAction> Actions { get; } = Map(StringComparer.OrdinalIgnoreCase, [
        .. Enum.GetValues<RelabelAction>().Select(action => (action.ToString().ToLowerInvariant(), action))]);

    public static IReadOnlyDictionary<string, KubernetesRole> Roles { get; } = Map(StringComparer.OrdinalIgnoreCase, [
        ("Pod", KubernetesRole.Pod), ("Service", KubernetesRole.Service), ("Endpoints", KubernetesRole.Endpoints),
        ("EndpointSlice", KubernetesRole.EndpointSlice), ("Node", KubernetesRole.Node), ("Ingress", KubernetesRole.Ingress)]);

    public static IReadOnlyDictionary<string, KubernetesRole> ServiceRoles { get; } = Map(StringComparer.Ordinal, [
        ("Endpoints", KubernetesRole.Endpoints), ("EndpointSlice", KubernetesRole.EndpointSlice)]);

    public static IReadOnlyDictionary<string, ScrapeProtocol> Protocols { get; } = Map(StringComparer.Ordinal, [
        ("PrometheusProto", ScrapeProtocol.PrometheusProto), ("OpenMetricsText0.0.1", ScrapeProtocol.OpenMetricsText001),
        ("OpenMetricsText1.0.0", ScrapeProtocol.OpenMetricsText100), ("PrometheusText0.0.4", ScrapeProtocol.PrometheusText004),
        ("PrometheusText1.0.0", ScrapeProtocol.PrometheusText100)]);

    public static IReadOnlyDictionary<string, TlsVersion> TlsVersions { get; } = Map(StringComparer.Ordinal, [
        ("TLS10", TlsVersion.Tls10), ("TLS11", TlsVersion.Tls11), ("TLS12", TlsVersion.Tls12), ("TLS13", TlsVersion.Tls13)]);

    public static IReadOnlyDictionary<string, NameValidation> NameValidations { get; } = Map(StringComparer.Ordinal, [
        ("UTF8", NameValidation.Utf8), ("Legacy", NameValidation.Legacy)]);

    public static IReadOnlyDictionary<string, NameEscaping> NameEscapings { get; } = Map(StringComparer.Ordinal, [
        ("AllowUTF8", NameEscaping.AllowUtf8), ("Underscores", NameEscaping.Underscores), ("Dots", NameEscaping.Dots), ("Values", NameEscaping.Values)]);

    public static IReadOnlyDictionary<string, DnsRecordType> DnsTypes { get; } = Map(StringComparer.Ordinal, [
        ("A", DnsRecordType.A), ("AAAA", DnsRecordType.Aaaa), ("MX", DnsRecordType.Mx), ("NS", DnsRecordType.Ns), ("SRV", DnsRecordType.Srv)]);

    private static Dictionary<string, T> Map<T>(StringComparer comparer, IEnumerable<(string Word, T Value)> words)
    {
        var map = new Dictionary<string, T>(comparer);
        foreach ((string word, T value) in words)
        {
            map.Add(word, value);
        }

        return map;
    }
}

using System.Text;

namespace PipelineDsl.Kubernetes;

/// <summary>The labels by which discovery shows the annotations of one kind of objects.</summary>
internal sealed class AnnotationLabels(AnnotationNames names, string role)
{
    public byte[]? Scrape { get; } = Of(role, names.Scrape);

    public byte[]? Job { get; } = Of(role, names.Job);

    public byte[]? Instance { get; } = Of(role, names.Instance);

    public byte[]? Container { get; } = Of(role, names.MetricsContainer);

    public byte[]? Path { get; } = Of(role, names.MetricsPath);

    public byte[]? PortName { get; } = Of(role, names.MetricsPortName);

    public byte[]? PortNumber { get; } = Of(role, names.MetricsPortNumber);

    public byte[]? Scheme { get; } = Of(role, names.MetricsScheme);

    /// <summary>What the labels of URL parameters begin with.</summary>
    public byte[]? Param { get; } = names.MetricsParam.Length == 0 ? null : Of(role, names.MetricsParam + "_");

    public byte[]? Interval { get; } = Of(role, names.MetricsScrapeInterval);

    public byte[]? Timeout { get; } = Of(role, names.MetricsScrapeTimeout);

    private static byte[]? Of(string role, string name) =>
        name.Length == 0 ? null : Encoding.UTF8.GetBytes($"__meta_kubernetes_{role}_annotation_{LabelName.Sanitize(name)}");
}

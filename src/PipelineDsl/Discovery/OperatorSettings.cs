namespace PipelineDsl.Discovery;

/// <summary>What an installation says about all ServiceMonitors, PodMonitors, Probes and ScrapeConfigs of a pipeline.</summary>
/// <remarks>The names are those of the Operator's resource <c>Prometheus</c>. Default intervals, limits and histograms are the pipeline's
/// <see cref="ScrapeOptions"/>.</remarks>
public sealed record OperatorSettings
{
    /// <summary>The settings where nothing was said.</summary>
    public static OperatorSettings Default { get; } = new();

    /// <summary>How ServiceMonitors that do not say it find addresses: <see cref="KubernetesRole.Endpoints"/> or
    /// <see cref="KubernetesRole.EndpointSlice"/>. The default value is <see cref="KubernetesRole.EndpointSlice"/>.</summary>
    public KubernetesRole ServiceDiscoveryRole { get; init; } = KubernetesRole.EndpointSlice;

    /// <summary>Whether a ServiceMonitor may name files of this program's machine, such as a token. The default value is
    /// <see langword="false"/>: who may write ServiceMonitors could send any file to any server.</summary>
    public bool AllowFileAccess { get; init; }

    /// <summary>The scrape classes that resources may choose from. The default value is empty.</summary>
    public ValueList<ScrapeClass> ScrapeClasses { get; init; } = [];

    /// <summary>Limits that no resource may exceed; 0 is no limit. The default value is no limit.</summary>
    public ScrapeLimits EnforcedLimits { get; init; } = ScrapeLimits.None;

    /// <summary>The label that gets the namespace of the resource, whatever its rules say. The default value is empty: none.</summary>
    public string EnforcedNamespaceLabel { get; init; } = "";

    /// <summary>Whether <c>honorLabels</c> of resources is ignored. The default value is <see langword="false"/>.</summary>
    public bool OverrideHonorLabels { get; init; }

    /// <summary>Whether timestamps that targets expose are ignored, whatever resources say. The default value is <see langword="false"/>.</summary>
    public bool OverrideHonorTimestamps { get; init; }

    /// <summary>Whether resources find targets in their own namespace only. The default value is <see langword="false"/>.</summary>
    public bool IgnoreNamespaceSelectors { get; init; }

    /// <summary>Labels of pods that all targets of monitors get. The default value is empty.</summary>
    public ValueList<string> PodTargetLabels { get; init; } = [];
}

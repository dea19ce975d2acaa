using PipelineDsl.Discovery;

namespace PipelineDsl;

/// <summary>Targets of jobs that resources of the Prometheus Operator describe, not yet filtered by rules.</summary>
/// <typeparam name="TRole">The targets' role.</typeparam>
public sealed class OperatorTargets<TRole> : Targets<TRole>
{
    private readonly OperatorSource _source;

    internal OperatorTargets(OperatorSource source)
        : base(source) => _source = source;

    /// <summary>Takes only resources in these namespaces. Without this call it takes those of all.</summary>
    /// <param name="names">Names of namespaces. Where the targets are is the resources' to say.</param>
    /// <exception cref="ArgumentException">No name, or an empty name, is given.</exception>
    public OperatorTargets<TRole> Namespaces(params ReadOnlySpan<string> names) => new(_source with { Namespaces = Join(_source.Namespaces, names) });

    /// <summary>Leaves out resources in these namespaces.</summary>
    /// <param name="names">Names of namespaces.</param>
    /// <exception cref="ArgumentException">No name, or an empty name, is given.</exception>
    public OperatorTargets<TRole> ExcludeNamespaces(params ReadOnlySpan<string> names) =>
        new(_source with { ExcludedNamespaces = Join(_source.ExcludedNamespaces, names) });

    /// <summary>Takes only resources that this selector lets through.</summary>
    /// <param name="label">A label selector, such as <c>release=prometheus,tier in (web,api)</c>, evaluated by the API server.</param>
    /// <remarks>Further calls add to the selector: all must hold.</remarks>
    /// <exception cref="ArgumentException"><paramref name="label"/> is empty.</exception>
    public OperatorTargets<TRole> Selector(string label)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        return new(_source with { LabelSelector = _source.LabelSelector.Length == 0 ? label : $"{_source.LabelSelector},{label}" });
    }

    /// <summary>Says what holds for all resources: scrape classes, enforced limits, file access.</summary>
    /// <param name="configure">Changes the settings, as in <c>s => s with { AllowFileAccess = true }</c>.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public OperatorTargets<TRole> Settings(Func<OperatorSettings, OperatorSettings> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        OperatorSettings settings = configure(_source.Settings);
        if (settings.ServiceDiscoveryRole is not (KubernetesRole.Endpoints or KubernetesRole.EndpointSlice))
        {
            throw new ArgumentException($"ServiceMonitors cannot discover {settings.ServiceDiscoveryRole}: choose Endpoints or EndpointSlice.", nameof(configure));
        }

        return settings.ScrapeClasses.Count(scrapeClass => scrapeClass.IsDefault) <= 1
            ? new(_source with { Settings = settings })
            : throw new ArgumentException("Two scrape classes are the default: choose one.", nameof(configure));
    }

    private static ValueList<string> Join(ValueList<string> before, ReadOnlySpan<string> names)
    {
        var sorted = new SortedSet<string>(before, StringComparer.Ordinal);
        foreach (string name in names)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(names));
            sorted.Add(name);
        }

        return names.IsEmpty ? throw new ArgumentException("Name at least one namespace.", nameof(names)) : [.. sorted];
    }
}

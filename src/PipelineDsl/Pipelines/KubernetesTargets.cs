using PipelineDsl.Discovery;

namespace PipelineDsl;

/// <summary>Targets of a Kubernetes role, not yet filtered by rules.</summary>
/// <typeparam name="TRole">The role, such as <see cref="Pod"/>.</typeparam>
public sealed class KubernetesTargets<TRole> : Targets<TRole>
{
    private readonly KubernetesSource _source;

    internal KubernetesTargets(KubernetesSource source)
        : base(source) => _source = source;

    /// <summary>Looks only into these namespaces. Without this call it looks into all.</summary>
    /// <param name="names">Names of namespaces; one that does not exist is just empty.</param>
    /// <exception cref="ArgumentException">No name, or an empty name, is given.</exception>
    public KubernetesTargets<TRole> Namespaces(params ReadOnlySpan<string> names)
    {
        var sorted = new SortedSet<string>(_source.Namespaces, StringComparer.Ordinal);
        foreach (string name in names)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(names));
            sorted.Add(name);
        }

        return sorted.Count > 0
            ? new(_source with { Namespaces = [.. sorted] })
            : throw new ArgumentException("Name at least one namespace, or leave the call out to look into all.", nameof(names));
    }

    /// <summary>Asks the API server only for what these selectors let through.</summary>
    /// <param name="label">A label selector, such as <c>app=web,tier!=cache</c>. The default value is empty: any labels.</param>
    /// <param name="field">A field selector, such as <c>status.phase=Running</c>. The default value is empty: any fields.</param>
    /// <remarks>Further calls add to the selectors: all must hold.</remarks>
    /// <exception cref="ArgumentNullException">A selector is null.</exception>
    public KubernetesTargets<TRole> Selector(string label = "", string field = "") => new(_source.Select(_source.Role, label, field));
}

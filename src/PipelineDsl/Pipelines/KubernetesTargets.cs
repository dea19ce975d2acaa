using PipelineDsl.Discovery;

namespace PipelineDsl;

/// <summary>Targets of a Kubernetes role, not yet filtered by rules.</summary>
/// <typeparam name="TRole">The role, such as <see cref="Pod"/>.</typeparam>
public sealed class KubernetesTargets<TRole> : Targets<TRole>
{
    private readonly KubernetesSource _source;

    internal KubernetesTargets(KubernetesSource source)
        : base(source) => _source = source;

    /// <summary>Asks the API server only for what these selectors let through.</summary>
    /// <param name="label">A label selector, such as <c>app=web,tier!=cache</c>. The default value is empty: any labels.</param>
    /// <param name="field">A field selector, such as <c>status.phase=Running</c>. The default value is empty: any fields.</param>
    /// <remarks>Further calls add to the selectors: all must hold.</remarks>
    /// <exception cref="ArgumentNullException">A selector is null.</exception>
    public KubernetesTargets<TRole> Selector(string label = "", string field = "") => With(source => source.Select(source.Role, label, field));

    internal KubernetesTargets<TRole> With(Func<KubernetesSource, KubernetesSource> change) => new(change(_source));
}

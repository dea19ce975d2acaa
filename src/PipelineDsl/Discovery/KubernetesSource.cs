namespace PipelineDsl.Discovery;

/// <summary>Objects of a Kubernetes cluster.</summary>
/// <param name="Role">What kind of objects.</param>
public sealed record KubernetesSource(KubernetesRole Role) : DiscoverySource
{
    /// <summary>The namespaces to look in, sorted and each once. The default value is empty: all namespaces. The role node has none.</summary>
    public ValueList<string> Namespaces { get; init; } = [];

    /// <summary>Whether to look in the namespace of the pod this runs in (or of the kubeconfig's context). The default value is <see langword="false"/>.</summary>
    /// <remarks>Together with <see cref="Namespaces"/> it is looked in as well.</remarks>
    public bool OwnNamespace { get; init; }

    /// <summary>What the API server lets through of the role's resource and of those joined to it, in order of role; see <see cref="Select"/>.</summary>
    public ValueList<RoleSelector> Selectors { get; private init; } = [];

    /// <summary>The objects whose labels and annotations the targets show, too. The default value is <see cref="AttachedMetadata.None"/>.</summary>
    public AttachedMetadata Attached { get; init; }

    /// <summary>The way to another API server. The default value is <see langword="null"/>: the program's own.</summary>
    public KubernetesConnection? Connection { get; init; }

    /// <summary>Whether a role takes selectors for a resource.</summary>
    /// <remarks>Each role selects its own; endpoints and endpointslice also pods and services: these take labels away, not targets.</remarks>
    /// <param name="role">The role.</param>
    /// <param name="resource">The role that has the resource.</param>
    public static bool CanSelect(KubernetesRole role, KubernetesRole resource) => role == resource
        || (role is KubernetesRole.Endpoints or KubernetesRole.EndpointSlice && resource is KubernetesRole.Pod or KubernetesRole.Service);

    /// <summary>The selector of a resource; one that lets all through if there is none.</summary>
    /// <param name="resource">The role that has the resource.</param>
    public RoleSelector SelectorOf(KubernetesRole resource) => Selectors.FirstOrDefault(s => s.Role == resource) ?? new RoleSelector(resource);

    /// <summary>Asks the API server only for what these selectors let through, and those that are there already.</summary>
    /// <param name="resource">The role that has the resource.</param>
    /// <param name="label">A label selector, such as <c>app=web,tier!=cache</c>. The default value is empty: any labels.</param>
    /// <param name="field">A field selector, such as <c>status.phase=Running</c>. The default value is empty: any fields.</param>
    /// <exception cref="ArgumentException">The role takes no selectors for this resource.</exception>
    public KubernetesSource Select(KubernetesRole resource, string label = "", string field = "")
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(field);
        if (!CanSelect(Role, resource))
        {
            throw new ArgumentException($"The role {Role} takes no selectors for {resource}.", nameof(resource));
        }

        RoleSelector selector = SelectorOf(resource).And(label, field);
        return selector == new RoleSelector(resource) ? this : this with { Selectors = [.. Selectors.Where(s => s.Role != resource).Append(selector).OrderBy(s => s.Role)] };
    }

    /// <summary>Whether targets of services say, in labels of our own, which pods and ports are behind them. The default value is
    /// <see langword="false"/>.</summary>
    internal bool ShowsBackends { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string text = NameOf(Role) + (Connection is null ? "" : $" at {Connection.Server}");
        if (Role != KubernetesRole.Node)
        {
            string[] names = [.. Namespaces, .. OwnNamespace ? (string[])["its own namespace"] : []];
            text += names.Length == 0 ? " in all namespaces" : $" in {string.Join(", ", names)}";
        }

        text += SelectorOf(Role);
        foreach (RoleSelector selector in Selectors.Where(s => s.Role != Role))
        {
            text += $"; of their {NameOf(selector.Role)} only{selector.ToString()[1..]}";
        }

        return Attached == AttachedMetadata.None ? text : $"{text}; with metadata of {Attached.ToString().ToLowerInvariant()}";
    }

    private static string NameOf(KubernetesRole role) => role switch
    {
        KubernetesRole.Ingress => "ingresses",
        KubernetesRole.Endpoints => "endpoints",
        _ => role.ToString().ToLowerInvariant() + "s",
    };
}

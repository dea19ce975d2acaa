namespace PipelineDsl.Discovery;

/// <summary>Objects of a Kubernetes cluster.</summary>
/// <param name="Role">What kind of objects.</param>
public sealed record KubernetesSource(KubernetesRole Role) : DiscoverySource
{
    /// <summary>The namespaces to look in, sorted and each once. The default value is empty: all namespaces.</summary>
    public ValueList<string> Namespaces { get; init; } = [];

    /// <summary>The label selector, evaluated by the API server. The default value is empty: all objects.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>The field selector, evaluated by the API server. The default value is empty: all objects.</summary>
    public string FieldSelector { get; init; } = "";

    /// <summary>Further selectors for the single roles that the source reads. The default value is empty.</summary>
    public ValueList<RoleSelector> Selectors { get; init; } = [];

    /// <summary>Whether targets get the labels of the node they are on. The default value is <see langword="false"/>.</summary>
    public bool AttachNodeMetadata { get; init; }

    /// <summary>The way to another API server. The default value is <see langword="null"/>: the program's own.</summary>
    public KubernetesConnection? Connection { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string text = Role switch
        {
            KubernetesRole.Endpoints => "endpoints",
            KubernetesRole.EndpointSlice => "endpoint slices",
            KubernetesRole.Ingress => "ingresses",
            _ => Role.ToString().ToLowerInvariant() + "s",
        };
        text += Namespaces.Count == 0 ? " in all namespaces" : $" in {string.Join(", ", Namespaces)}";
        text += LabelSelector.Length == 0 ? "" : $", labels {LabelSelector}";
        return text + (FieldSelector.Length == 0 ? "" : $", fields {FieldSelector}");
    }
}

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

    /// <summary>Whether targets of services say, in labels of our own, which pods and ports are behind them. The default value is
    /// <see langword="false"/>.</summary>
    internal bool ShowsBackends { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string text = Role == KubernetesRole.Pod ? "pods" : "services";
        text += Namespaces.Count == 0 ? " in all namespaces" : $" in {string.Join(", ", Namespaces)}";
        text += LabelSelector.Length == 0 ? "" : $", labels {LabelSelector}";
        return text + (FieldSelector.Length == 0 ? "" : $", fields {FieldSelector}");
    }
}

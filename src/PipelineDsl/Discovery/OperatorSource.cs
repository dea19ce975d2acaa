namespace PipelineDsl.Discovery;

/// <summary>Resources of the Prometheus Operator, each of which describes jobs.</summary>
/// <param name="Kind">The kind of resources.</param>
public sealed record OperatorSource(OperatorKind Kind) : JobSource
{
    /// <summary>The namespaces whose resources count, sorted and each once. The default value is empty: all namespaces.</summary>
    public ValueList<string> Namespaces { get; init; } = [];

    /// <summary>The namespaces whose resources do not count, sorted and each once. The default value is empty.</summary>
    public ValueList<string> ExcludedNamespaces { get; init; } = [];

    /// <summary>The label selector of the resources, evaluated by the API server. The default value is empty: all resources.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>What an installation says about all of its resources.</summary>
    public OperatorSettings Settings { get; init; } = OperatorSettings.Default;

    /// <inheritdoc/>
    public override string ToString()
    {
        string text = $"jobs of {Kind}s" + (Namespaces.Count == 0 ? " in all namespaces" : $" in {string.Join(", ", Namespaces)}");
        text += ExcludedNamespaces.Count == 0 ? "" : $" except in {string.Join(", ", ExcludedNamespaces)}";
        return text + (LabelSelector.Length == 0 ? "" : $", labels {LabelSelector}");
    }
}
